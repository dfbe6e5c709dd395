package io.chokepoint.datagen.imports.mapping;

import io.chokepoint.datagen.imports.log.LogReader;
import java.util.List;

/**
 * Where the event time of a row stands.
 *
 * @param from the columns; several are joined by a space, such as a date and a time
 * @param format how it is written
 */
public record TimeSource(List<String> from, TimeFormat format) {

  /** Copies the list. */
  public TimeSource {
    from = List.copyOf(from);
  }

  /**
   * The event time of a row, in ms since 1970.
   *
   * @throws UnplacedException if it has none
   */
  public long millis(LogReader row) throws UnplacedException {
    StringBuilder text = new StringBuilder();
    for (String column : from) {
      if (!(row.value(column) instanceof String part) || part.isBlank()) {
        throw new UnplacedException(
            RejectReason.MISSING_TIME,
            "column '"
                + column
                + "', of the event time, has nothing; if such rows are no events, add 'when: {"
                + column
                + ": {is: present}}'");
      }
      text.append(text.isEmpty() ? "" : " ").append(part.strip());
    }
    return format.millis(text.toString());
  }
}

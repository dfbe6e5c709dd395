package io.chokepoint.datagen.imports;

import io.chokepoint.datagen.imports.mapping.RejectReason;
import java.util.Locale;
import java.util.Map;

/** Says of an import without an event what there was instead. */
final class NothingFound {

  private NothingFound() {}

  /**
   * The message.
   *
   * @param columns for each log what columns it has, each on a line of its own
   */
  static String message(long rows, String columns, RejectFile rejects) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "none of the %,d rows is an event, so there is nothing to record.%s",
                rows,
                columns));
    for (Map.Entry<RejectReason, Long> reason : rejects.counts().entrySet()) {
      Rejection example = rejects.examples().get(reason.getKey());
      text.append(
          String.format(Locale.ROOT, "%n  %,d rejected as %s", reason.getValue(), reason.getKey()));
      if (example != null) {
        text.append(", for example row ")
            .append(example.row())
            .append(": ")
            .append(example.message());
      }
    }
    return text.append("\nCorrect the conditions and columns of the mapping.").toString();
  }
}

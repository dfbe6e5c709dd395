package io.chokepoint.datagen.imports.mapping;

import io.chokepoint.datagen.imports.log.LogReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of a field comes from.
 *
 * @param from the columns; none for a constant
 * @param join what stands between the texts of several columns
 * @param split what stands between the values of a list in one text, or null where it is one value
 * @param values what to write in place of which text; empty to write all as they are
 * @param keepUnmapped whether texts that are not among the values stay as they are; otherwise they
 *     reject the row
 * @param number how its numbers are written, or null where it holds texts
 * @param otherwise the value where the columns have none, and of a constant; null for none
 */
public record FieldSource(
    List<String> from,
    String join,
    @Nullable String split,
    Map<String, String> values,
    boolean keepUnmapped,
    @Nullable NumberNotation number,
    @Nullable String otherwise) {

  /** Copies list and map. */
  public FieldSource {
    from = List.copyOf(from);
    values = Map.copyOf(values);
  }

  /** A field that has what a column has. */
  static FieldSource column(String name) {
    return new FieldSource(List.of(name), "", null, Map.of(), true, null, null);
  }

  /** A field that has the same value in every event. */
  static FieldSource constant(String value) {
    return new FieldSource(List.of(), "", null, Map.of(), true, null, value);
  }

  /**
   * The value of a row.
   *
   * @return null where it has none, a {@link String}, or a {@link List} of them
   * @throws UnplacedException if there is no value for its text
   */
  public @Nullable Object value(LogReader row) throws UnplacedException {
    Object read = read(row);
    if (read instanceof List<?> items) {
      List<String> mapped = new ArrayList<>();
      for (Object item : items) {
        mapped.add(mapped(item.toString()));
      }
      return mapped;
    }
    if (read instanceof String text && !text.isEmpty()) {
      return mapped(text);
    }
    return otherwise == null ? read : otherwise;
  }

  private @Nullable Object read(LogReader row) {
    if (from.isEmpty()) {
      return null;
    }
    Object read = from.size() == 1 ? row.value(from.get(0)) : joined(row);
    return split != null && read instanceof String text ? items(text, split) : read;
  }

  /** The texts of all columns; null where one has none, since a part of a key is another key. */
  private @Nullable String joined(LogReader row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < from.size(); i++) {
      if (!(row.value(from.get(i)) instanceof String part) || part.isEmpty()) {
        return null;
      }
      text.append(i == 0 ? "" : join).append(part);
    }
    return text.toString();
  }

  private static List<String> items(String text, String separator) {
    List<String> items = new ArrayList<>();
    for (String item : text.split(Pattern.quote(separator), -1)) {
      if (!item.isBlank()) {
        items.add(item.strip());
      }
    }
    return items;
  }

  private String mapped(String text) throws UnplacedException {
    String value = values.get(text);
    if (value == null && !keepUnmapped) {
      throw new UnplacedException(
          RejectReason.UNMAPPED_VALUE,
          "column '"
              + String.join("', '", from)
              + "' has "
              + UnplacedException.quoted(text)
              + ", which its map does not have");
    }
    String kept = value == null ? text : value;
    return number == null ? kept : number.plain(kept, String.join("', '", from));
  }
}

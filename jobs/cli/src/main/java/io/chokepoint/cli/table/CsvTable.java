package io.chokepoint.cli.table;

import io.chokepoint.results.ConversionRow;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The table of all edges and cohorts as CSV, one row each; empty where there is no lag. */
public final class CsvTable {

  private static final String HEADER =
      "path,edge,from,to,cohort_start_ms,entrants,converted,lag_p50_ms,lag_p95_ms";

  private CsvTable() {}

  /**
   * Writes the rows that are not broken down, sorted by path, edge, stages and cohort.
   *
   * @param rows one row a key
   * @param out gets the text
   */
  public static void write(List<ConversionRow> rows, Appendable out) throws IOException {
    out.append(HEADER).append('\n');
    for (ConversionRow row : ConversionOrder.totals(rows)) {
      out.append(quoted(row.getPath()))
          .append(',')
          .append(row.getEdge().name())
          .append(',')
          .append(quoted(row.getFrom()))
          .append(',')
          .append(quoted(row.getTo()))
          .append(',')
          .append(Long.toString(row.getCohortStart().toEpochMilli()))
          .append(',')
          .append(Long.toString(row.getEntrants()))
          .append(',')
          .append(Long.toString(row.getConverted()))
          .append(',')
          .append(number(row.getLagP50Millis()))
          .append(',')
          .append(number(row.getLagP95Millis()))
          .append('\n');
    }
  }

  private static String number(@Nullable Long value) {
    return Objects.toString(value, "");
  }

  /** RFC 4180: in quotes where the text would otherwise be read as something else. */
  static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}

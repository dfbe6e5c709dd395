package io.chokepoint.cli.table;

import io.chokepoint.results.ConversionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table for people: one line an edge, over all its cohorts. */
public final class PrettyTable {

  private static final List<String> HEADER =
      List.of(
          "path",
          "edge",
          "from",
          "to",
          "layer",
          "cohorts",
          "entrants",
          "converted",
          "rate",
          "dropped",
          "pending");

  /** Columns from here on are numbers and stand to the right. */
  private static final int FIRST_NUMBER = 5;

  private static final double PERCENT = 100;

  private PrettyTable() {}

  /**
   * The table.
   *
   * @param rows one row a key
   * @return its lines; one sentence where there is nothing to tabulate
   */
  public static List<String> render(List<ConversionRow> rows) {
    List<EdgeSums> sums = EdgeSums.of(ConversionOrder.totals(rows));
    if (sums.isEmpty()) {
      return List.of("No journey has entered any path.");
    }
    List<List<String>> cells = new ArrayList<>();
    cells.add(HEADER);
    for (EdgeSums sum : sums) {
      cells.add(
          List.of(
              sum.path(),
              sum.edge(),
              sum.from(),
              sum.to(),
              sum.layer(),
              Integer.toString(sum.cohorts()),
              Long.toString(sum.entrants()),
              Long.toString(sum.converted()),
              String.format(
                  Locale.ROOT,
                  "%.2f %%",
                  PERCENT * (double) sum.converted() / (double) sum.entrants()),
              Long.toString(sum.dropped()),
              Long.toString(sum.pending())));
    }
    int[] widths = new int[HEADER.size()];
    for (List<String> line : cells) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], line.get(column).length());
      }
    }
    return cells.stream().map(line -> aligned(line, widths)).toList();
  }

  private static String aligned(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = line.get(column);
      String room = " ".repeat(widths[column] - cell.length());
      text.append(column == 0 ? "" : "  ")
          .append(column < FIRST_NUMBER ? cell + room : room + cell);
    }
    return text.toString().stripTrailing();
  }
}

package io.chokepoint.cli.table;

import io.chokepoint.results.ConversionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    return TextTable.render(
        cells, IntStream.range(FIRST_NUMBER, HEADER.size()).boxed().collect(Collectors.toSet()));
  }
}

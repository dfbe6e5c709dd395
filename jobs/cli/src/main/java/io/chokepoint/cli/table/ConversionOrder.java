package io.chokepoint.cli.table;

import io.chokepoint.results.ConversionRow;
import java.util.Comparator;
import java.util.List;

/** Which rows a table has, and in which order. */
final class ConversionOrder {

  /** The dimension of the rows that are not broken down. */
  private static final String TOTAL = "total";

  /** By path, kind of edge, stages, cohort; texts by their characters, as everywhere else. */
  private static final Comparator<ConversionRow> ORDER =
      Comparator.comparing(ConversionRow::getPath)
          .thenComparing(row -> row.getEdge().name())
          .thenComparing(ConversionRow::getFrom)
          .thenComparing(ConversionRow::getTo)
          .thenComparing(ConversionRow::getCohortStart);

  private ConversionOrder() {}

  /** The rows that are not broken down and have entrants, in order. */
  static List<ConversionRow> totals(List<ConversionRow> rows) {
    return rows.stream()
        .filter(row -> row.getDimension().equals(TOTAL) && row.getEntrants() > 0)
        .sorted(ORDER)
        .toList();
  }
}

package io.chokepoint.bench.ladder.oracle;

import java.util.Comparator;

/**
 * Names a row.
 *
 * @param path of the network
 * @param edge step or funnel
 * @param from stage at which the edge starts
 * @param to stage at which it ends
 * @param dimension total, or the dimension of the segment
 * @param segment its value; empty for the totals
 * @param cohortStart first millisecond of the cohort
 */
public record RowKey(
    String path,
    String edge,
    String from,
    String to,
    String dimension,
    String segment,
    long cohortStart)
    implements Comparable<RowKey> {
  /** The dimension of the totals. */
  public static final String TOTAL = "total";

  /** The kind of edge that leads from the entry to a later stage. */
  public static final String FUNNEL = "funnel";

  private static final Comparator<RowKey> ORDER =
      Comparator.comparing(RowKey::path)
          .thenComparing(RowKey::edge)
          .thenComparing(RowKey::from)
          .thenComparing(RowKey::to)
          .thenComparing(RowKey::dimension)
          .thenComparing(RowKey::segment)
          .thenComparingLong(RowKey::cohortStart);

  @Override
  public int compareTo(RowKey other) {
    return ORDER.compare(this, other);
  }
}

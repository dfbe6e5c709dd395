package io.chokepoint.cli.live;

import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The newest rows of one edge, one a cohort: that with the highest version. */
final class RecentRows {

  /** Complete cohorts that count as recent: enough for a steady number, few enough to move. */
  static final int RECENT_COHORTS = 10;

  /**
   * Cohorts kept: horizons of hours over windows of minutes leave many incomplete at a time, and
   * the complete ones are behind them.
   */
  private static final int KEPT_COHORTS = 2_000;

  private final NavigableMap<Long, ConversionRow> byCohortStart = new TreeMap<>();

  void put(ConversionRow row) {
    byCohortStart.merge(
        row.getCohortStart().toEpochMilli(),
        row,
        (old, next) -> next.getVersion() >= old.getVersion() ? next : old);
    if (byCohortStart.size() > KEPT_COHORTS) {
      byCohortStart.pollFirstEntry();
    }
  }

  /** The newest complete cohorts, the newest first. */
  List<ConversionRow> complete() {
    return byCohortStart.descendingMap().values().stream()
        .filter(row -> row.getStatus() == ConversionStatus.final$)
        .limit(RECENT_COHORTS)
        .toList();
  }

  /** The newest cohorts whose window has ended, the newest first, complete or not. */
  List<ConversionRow> full() {
    return byCohortStart.descendingMap().values().stream().skip(1).limit(RECENT_COHORTS).toList();
  }

  Collection<ConversionRow> all() {
    return byCohortStart.values();
  }
}

package io.chokepoint.bench.ladder.peers;

import io.chokepoint.bench.ladder.Contender;
import io.chokepoint.bench.ladder.oracle.Counts;
import io.chokepoint.bench.ladder.oracle.RowKey;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where a peer in this process puts its rows: those of the request path's funnel, one number a
 * stage and cohort. Some hundreds a pass, so that it costs nothing beside what finds them.
 */
public final class FoundRows {
  /** The stages of the path, in the order in which peers number them. */
  public static final String[] STAGES = {
    "requested", "admitted", "routed", "executed", "paid", "rewarded", "verified", "trusted"
  };

  private static final Map<Long, long[]> REACHED = new ConcurrentHashMap<>();

  private FoundRows() {}

  /** Forgets those of the pass before. */
  public static void reset() {
    REACHED.clear();
  }

  /**
   * Notes a cohort.
   *
   * @param reached how many of its journeys have reached each of {@link #STAGES}; of a cohort that
   *     is noted twice, the sum counts
   */
  public static void add(long cohortStart, long[] reached) {
    REACHED.merge(
        cohortStart,
        reached.clone(),
        (a, b) -> {
          for (int s = 0; s < a.length; s++) {
            a[s] += b[s];
          }
          return a;
        });
  }

  /** Notes one journey of the cohort of its entry. */
  static void add(long enteredMillis, int stage) {
    long cohort = enteredMillis / CountCohorts.COHORT_MILLIS * CountCohorts.COHORT_MILLIS;
    REACHED.computeIfAbsent(cohort, start -> new long[STAGES.length])[stage]++;
  }

  /** As rows. */
  public static Map<RowKey, Counts> rows() {
    Map<RowKey, Counts> rows = new TreeMap<>();
    REACHED.forEach(
        (cohort, reached) -> {
          for (int s = 1; s < STAGES.length; s++) {
            if (reached[0] > 0) {
              rows.put(
                  new RowKey(
                      Contender.PATH,
                      RowKey.FUNNEL,
                      STAGES[0],
                      STAGES[s],
                      RowKey.TOTAL,
                      "",
                      cohort),
                  new Counts(reached[0], reached[s]));
            }
          }
        });
    return rows;
  }
}

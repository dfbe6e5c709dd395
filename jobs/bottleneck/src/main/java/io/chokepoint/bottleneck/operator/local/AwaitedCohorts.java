package io.chokepoint.bottleneck.operator.local;

import io.chokepoint.bottleneck.record.CohortKey;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The cohorts of one edge that wait for their judgement, or to be told of, by the time at which it
 * is due. In place of timers: Flink has one clock for all timers of an operator, and each edge has
 * its own.
 */
final class AwaitedCohorts {
  private final NavigableMap<Long, Set<CohortKey>> byDueTime = new TreeMap<>();

  /** Adds a table; one that waits already is left as it is. */
  void add(long dueMillis, CohortKey key) {
    byDueTime.computeIfAbsent(dueMillis, due -> new LinkedHashSet<>()).add(key);
  }

  /** Removes a table, if it waits. */
  void remove(long dueMillis, CohortKey key) {
    byDueTime.computeIfPresent(
        dueMillis,
        (due, keys) -> {
          keys.remove(key);
          return keys.isEmpty() ? null : keys;
        });
  }

  /** Takes a table whose time has come. */
  interface Due {
    /** Takes one; it may add more, also those that are due at once. */
    void take(long dueMillis, CohortKey key) throws Exception;
  }

  /** Hands over the tables whose time has come, the earliest first, and removes them. */
  void takeDue(long nowMillis, Due due) throws Exception {
    for (Map.Entry<Long, Set<CohortKey>> first = byDueTime.firstEntry();
        first != null && first.getKey() <= nowMillis;
        first = byDueTime.firstEntry()) {
      byDueTime.pollFirstEntry();
      for (CohortKey key : first.getValue()) {
        due.take(first.getKey(), key);
      }
    }
  }
}

package io.chokepoint.console.memory;

import java.util.Map;
import java.util.TreeMap;

/**
 * Why entrants of one cohort were dropped, in as few bytes as it takes.
 *
 * @param names the reasons, in the order of their texts
 * @param counts of each
 */
record Reasons(String[] names, long[] counts) {
  private static final Reasons NONE = new Reasons(new String[0], new long[0]);

  /** More reasons than this are told as their sum; the job's topics are for the rest. */
  private static final int MOST = 32;

  private static final String OTHERS = "~other";

  /** The reasons of a row. */
  static Reasons of(Map<String, Long> counted, Names known) {
    if (counted.isEmpty()) {
      return NONE;
    }
    Map<String, Long> sorted = new TreeMap<>();
    for (Map.Entry<String, Long> reason : new TreeMap<>(counted).entrySet()) {
      sorted.merge(
          sorted.size() < MOST ? known.get(reason.getKey()) : OTHERS, reason.getValue(), Long::sum);
    }
    return new Reasons(
        sorted.keySet().toArray(String[]::new),
        sorted.values().stream().mapToLong(Long::longValue).toArray());
  }

  /** Adds them to sums. */
  void addTo(Map<String, Long> sums) {
    for (int i = 0; i < names.length; i++) {
      sums.merge(names[i], counts[i], Long::sum);
    }
  }
}

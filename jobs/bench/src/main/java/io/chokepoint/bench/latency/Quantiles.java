package io.chokepoint.bench.latency;

import java.util.Arrays;

/**
 * Times, in ms, of which some share is not longer: by the nearest rank, so that each was measured.
 *
 * @param count of how many times
 * @param p50 half of them; NaN of none, as the others
 * @param p99 99 of 100
 * @param p999 999 of 1,000; of fewer the longest
 */
public record Quantiles(int count, double p50, double p99, double p999) {
  /** Of times in any order. */
  static Quantiles of(long[] millis) {
    long[] sorted = millis.clone();
    Arrays.sort(sorted);
    return new Quantiles(
        sorted.length, nearest(sorted, 0.5), nearest(sorted, 0.99), nearest(sorted, 0.999));
  }

  private static double nearest(long[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}

package io.chokepoint.evaluation.table;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Quantiles of few numbers. */
final class Quantiles {
  private Quantiles() {}

  /**
   * A quantile of the numbers that are known, linear between two of them (R. J. Hyndman, Y. Fan,
   * Sample Quantiles in Statistical Packages, 1996, definition 7).
   *
   * @param q from 0 to 1
   * @return NaN where none is known
   */
  static double of(DoubleStream numbers, double q) {
    double[] sorted = numbers.filter(number -> !Double.isNaN(number)).toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(sorted);
    double at = q * (sorted.length - 1);
    int low = (int) at;
    int high = Math.min(sorted.length - 1, low + 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }
}

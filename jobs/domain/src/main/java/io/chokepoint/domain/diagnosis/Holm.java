package io.chokepoint.domain.diagnosis;

import java.util.Arrays;
import java.util.Comparator;

/** Correction of many tests for their number. */
final class Holm {
  private Holm() {}

  /**
   * The adjusted p-values of S. Holm, "A simple sequentially rejective multiple test procedure",
   * Scandinavian Journal of Statistics 6 (1979): rejecting those up to α errs at least once with
   * probability α at most, whatever depends on what. The i-th smallest of m is the greatest of (m −
   * j + 1)·p_j over j ≤ i, and at most 1.
   *
   * @param pValues p-values in any order
   * @return the adjusted ones in the same order; none of none
   */
  static double[] adjust(double[] pValues) {
    Integer[] ascending = new Integer[pValues.length];
    Arrays.setAll(ascending, i -> i);
    Arrays.sort(ascending, Comparator.comparingDouble(i -> pValues[i]));
    double[] adjusted = new double[pValues.length];
    double greatest = 0;
    for (int j = 0; j < ascending.length; j++) {
      greatest = Math.max(greatest, Math.min(1, (ascending.length - j) * pValues[ascending[j]]));
      adjusted[ascending[j]] = greatest;
    }
    return adjusted;
  }
}

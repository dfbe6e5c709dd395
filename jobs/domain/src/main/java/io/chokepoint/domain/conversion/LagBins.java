package io.chokepoint.domain.conversion;

import java.util.Arrays;

/**
 * The lag bins of an edge: geometric, two an octave, from 1/2¹² of the horizon to the horizon
 * itself.
 *
 * <p>Bin {@code i} holds the lags above the upper bound of bin {@code i − 1} up to and including
 * its own; the first starts at 0. A horizon of a few milliseconds has fewer bins, since bounds are
 * whole milliseconds.
 */
public final class LagBins {
  /** Bins of a horizon that is long enough: between the 16 and 32 of the contract. */
  public static final int COUNT = 25;

  private final long[] upperMillis;

  /**
   * Makes the bins of a horizon.
   *
   * @param horizonMillis the longest lag, in ms, at least 1
   */
  public LagBins(long horizonMillis) {
    if (horizonMillis < 1) {
      throw new IllegalArgumentException("a horizon is at least 1 ms, not " + horizonMillis);
    }
    long[] bounds = new long[COUNT];
    int count = 0;
    for (int i = 0; i < COUNT; i++) {
      // StrictMath: the same bounds on every machine, since rows of different runs are compared bit
      // for bit.
      long bound =
          i == COUNT - 1
              ? horizonMillis
              : (long) StrictMath.ceil(horizonMillis * StrictMath.pow(2, -(COUNT - 1 - i) / 2.0));
      if (count == 0 || bound > bounds[count - 1]) {
        bounds[count++] = bound;
      }
    }
    upperMillis = Arrays.copyOf(bounds, count);
  }

  /** How many bins there are. */
  public int count() {
    return upperMillis.length;
  }

  /** The upper bound of a bin, in ms. */
  public long upperMillis(int bin) {
    return upperMillis[bin];
  }

  /** The bin of a lag; lags beyond the horizon do not occur and fall in the last. */
  public int binOf(long lagMillis) {
    int at = Arrays.binarySearch(upperMillis, lagMillis);
    return Math.min(at >= 0 ? at : -at - 1, upperMillis.length - 1);
  }
}

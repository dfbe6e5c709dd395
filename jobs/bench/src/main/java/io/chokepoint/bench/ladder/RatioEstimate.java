package io.chokepoint.bench.ladder;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The median of ratios with a 95 % interval by the percentile bootstrap (Efron 1979): the quantiles
 * of the medians of resamples of the same size, drawn with replacement. Ties change nothing; of one
 * ratio the interval is that ratio, which says nothing, and of none everything is NaN.
 *
 * @param median the median, of an even number the mean of the middle two
 * @param low lower end
 * @param high upper end
 * @param count how many ratios there are
 */
public record RatioEstimate(double median, double low, double high, int count) {
  /** Enough that an end moves by less than its last printed digit from seed to seed. */
  private static final int RESAMPLES = 10_000;

  /** Fixed, so that the same samples give the same interval. */
  private static final long SEED = 20260101;

  private static final double TAIL = 0.025;

  /** The estimate of ratios in any order. */
  public static RatioEstimate of(double[] ratios) {
    if (ratios.length == 0) {
      return new RatioEstimate(Double.NaN, Double.NaN, Double.NaN, 0);
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] medians = new double[RESAMPLES];
    double[] resample = new double[ratios.length];
    for (int r = 0; r < RESAMPLES; r++) {
      for (int i = 0; i < resample.length; i++) {
        resample[i] = ratios[random.nextInt(ratios.length)];
      }
      medians[r] = median(resample);
    }
    Arrays.sort(medians);
    int cut = (int) Math.floor(TAIL * RESAMPLES);
    return new RatioEstimate(
        median(ratios), medians[cut], medians[RESAMPLES - 1 - cut], ratios.length);
  }

  /** The median of numbers in any order; NaN of none. */
  public static double median(double[] numbers) {
    if (numbers.length == 0) {
      return Double.NaN;
    }
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

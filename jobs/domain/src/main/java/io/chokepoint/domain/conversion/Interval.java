package io.chokepoint.domain.conversion;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A rate with its interval, all in [0, 1].
 *
 * @param rate the point estimate
 * @param low the lower bound
 * @param high the upper bound
 */
public record Interval(double rate, double low, double high) {
  /** Two-sided 95 %: the 0.975 quantile of the standard normal distribution. */
  private static final double Z = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);

  /**
   * The 95 % score interval of a proportion.
   *
   * <p>E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA
   * 22 (1927). At 0 of n the lower bound is exactly 0, at n of n the upper bound exactly 1.
   *
   * @param converted successes, 0 to {@code entrants}
   * @param entrants trials, at least 1
   * @throws IllegalArgumentException where there are no entrants: their rate is absent, not 0
   */
  public static Interval wilson(long converted, long entrants) {
    if (entrants < 1 || converted < 0 || converted > entrants) {
      throw new IllegalArgumentException(converted + " of " + entrants + " is no proportion");
    }
    double n = entrants;
    double p = converted / n;
    double z2 = Z * Z;
    double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
    return new Interval(
        p,
        converted == 0 ? 0 : Math.max(0, centre - half),
        converted == entrants ? 1 : Math.min(1, centre + half));
  }
}

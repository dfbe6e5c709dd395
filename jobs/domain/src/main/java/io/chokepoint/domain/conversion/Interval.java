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
    return score((double) converted / entrants, entrants);
  }

  /**
   * The 95 % score interval of a rate that is known as well as that of a number of trials.
   *
   * @param rate the rate, in [0, 1]
   * @param size the number of trials, above 0; not necessarily whole, as that which a life table is
   *     worth is not. The nearer to 0, the nearer is the interval to all of [0, 1]
   */
  static Interval score(double rate, double size) {
    // Multiplied out by the size, so that the smallest sizes do not overflow.
    double z2 = Z * Z;
    double centre = (size * rate + z2 / 2) / (size + z2);
    double half = Z * Math.sqrt(size * rate * (1 - rate) + z2 / 4) / (size + z2);
    return new Interval(
        rate,
        rate == 0 ? 0 : Math.max(0, Math.min(rate, centre - half)),
        rate == 1 ? 1 : Math.min(1, Math.max(rate, centre + half)));
  }
}

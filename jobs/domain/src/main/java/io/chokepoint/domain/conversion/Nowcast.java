package io.chokepoint.domain.conversion;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The rate at which young entrants will have converted by the horizon: their life table over the
 * bins that are complete, carried on with a baseline's hazards over those that are not.
 *
 * @param rate the rate with its 95 % interval. Only the observed bins make it uncertain ({@link
 *     LifeTable} says how); the baseline is taken as known and as holding for these entrants. So
 *     the interval is narrow while little has been observed, and says how far what was observed
 *     bears out the baseline, not how well the baseline is known
 * @param entrants whose rate it is: those at risk in the first of the bins that were observed
 */
public record Nowcast(Interval rate, double entrants) {

  /** Conversions that are expected by the horizon, those that are known included. */
  public double conversions() {
    return entrants * rate.rate();
  }

  /**
   * The nowcast of a table, entrants taken as independent.
   *
   * @param observed the cells that are complete; a bin in which nothing was at risk has not been
   *     observed
   * @param baseline the hazard of each bin; NaN where it is unknown
   * @return null where no bin has been observed, since the rate would be the baseline's and no news
   *     of these entrants; and where the hazard of a bin is unknown to both, unless all convert
   *     before it
   */
  public static @Nullable Nowcast of(LifeTable observed, double[] baseline) {
    return of(observed, baseline, 1);
  }

  /**
   * The nowcast of a table.
   *
   * @param observed the cells that are complete; a bin in which nothing was at risk has not been
   *     observed
   * @param baseline the hazard of each bin; NaN where it is unknown
   * @param dispersion by how much the variance is larger than that of independent entrants, at
   *     least 1
   * @return null as for {@link #of(LifeTable, double[])}
   */
  public static @Nullable Nowcast of(LifeTable observed, double[] baseline, double dispersion) {
    checkBins(observed.bins(), baseline);
    ProductLimit limit = new ProductLimit();
    double entrants = 0;
    double rest = 1;
    for (int bin = 0; bin < baseline.length && rest > 0 && !limit.isExhausted(); bin++) {
      double atRisk = observed.atRisk(bin);
      if (atRisk > 0) {
        entrants = entrants > 0 ? entrants : atRisk;
        limit.step(atRisk, observed.converted(bin));
      } else {
        rest *= 1 - checked(baseline[bin]);
      }
    }
    // A hazard that nobody knows makes the rest NaN, which also ends the loop.
    if (entrants == 0 || Double.isNaN(rest)) {
      return null;
    }
    Interval seen = limit.conversion(dispersion);
    return new Nowcast(
        new Interval(
            1 - rest * (1 - seen.rate()),
            1 - rest * (1 - seen.low()),
            1 - rest * (1 - seen.high())),
        entrants);
  }

  /**
   * Conversions that are expected of one cohort by the horizon: those that are known, and of the
   * others as many as convert at the baseline's hazards.
   *
   * @param entrants entrants of the cohort
   * @param converted conversions in the bins that are complete
   * @param toBin the first bin that is not complete; 0 for a cohort of which nothing is known yet
   * @param baseline the hazard of each bin; NaN where it is unknown
   * @return absent where a hazard that is needed is unknown
   */
  public static OptionalDouble conversions(
      long entrants, long converted, int toBin, double[] baseline) {
    if (converted < 0 || converted > entrants) {
      throw new IllegalArgumentException(converted + " of " + entrants + " is no proportion");
    }
    long pending = entrants - converted;
    if (pending == 0) {
      return OptionalDouble.of(converted);
    }
    double rest = 1;
    for (int bin = toBin; bin < baseline.length && rest > 0; bin++) {
      rest *= 1 - checked(baseline[bin]);
    }
    return Double.isNaN(rest)
        ? OptionalDouble.empty()
        : OptionalDouble.of(converted + pending * (1 - rest));
  }

  private static void checkBins(int bins, double[] baseline) {
    if (baseline.length != bins) {
      throw new IllegalArgumentException(
          "a baseline of " + baseline.length + " bins does not carry on a table of " + bins);
    }
  }

  private static double checked(double hazard) {
    if (hazard < 0 || hazard > 1) {
      throw new IllegalArgumentException("a hazard lies in [0, 1], " + hazard + " does not");
    }
    return hazard;
  }
}

package io.chokepoint.domain.conversion;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The life table of an edge over its lag bins: how many entrants were at risk of converting in each
 * bin, and how many did.
 *
 * <p>A cohort contributes the bins that it has completed and no others, so that young and old
 * cohorts add up: each bin is a sample of its own hazard d/r, and the share that converts by the
 * end of a bin is 1 − Π(1 − d/r). Nothing at risk in a bin means that its hazard is unknown, which
 * is neither 0 nor NaN; what depends on it is absent.
 *
 * <p>Counts are doubles, since those that decay are not whole. Whole counts below 2⁵³ add up
 * exactly, in any order.
 *
 * <p>The interval is Rothman's: the score interval ({@link Interval#wilson}) of as many entrants as
 * give Greenwood's variance. K. J. Rothman, "Estimation of confidence limits for the cumulative
 * probability of survival in life table analysis", Journal of Chronic Diseases 31 (1978); preferred
 * to the intervals of the log(−log), logit and arcsine transformations for small samples by J. R.
 * Anderson, L. Bernstein and M. C. Pike, "Approximate confidence intervals for probabilities of
 * survival and quantiles in life-table analysis", Biometrics 38 (1982). It stays within [0, 1], it
 * exists where none or all converted (there it starts at exactly 0, or ends at exactly 1, and is
 * the score interval of the fewest that were at risk in any bin, or of those at risk in the bin
 * that took the last per share that got there), and of a cohort that has completed all bins it is
 * the score interval itself.
 */
public final class LifeTable {
  private final double[] atRisk;
  private final double[] converted;

  /**
   * Makes an empty table.
   *
   * @param bins how many lag bins it has, at least 1
   */
  public LifeTable(int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("a life table has at least 1 bin, not " + bins);
    }
    atRisk = new double[bins];
    converted = new double[bins];
  }

  /** How many bins there are. */
  public int bins() {
    return atRisk.length;
  }

  /** Entrants at risk of converting in a bin. */
  public double atRisk(int bin) {
    return atRisk[bin];
  }

  /** Those of them that converted in it. */
  public double converted(int bin) {
    return converted[bin];
  }

  /**
   * Adds to a bin.
   *
   * @param bin the bin
   * @param atRisk entrants that had not converted before it
   * @param converted those of them that did in it
   * @throws IllegalArgumentException where they are not 0 ≤ {@code converted} ≤ {@code atRisk}
   */
  public void add(int bin, double atRisk, double converted) {
    if (!(converted >= 0 && converted <= atRisk && atRisk < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          converted + " converted of " + atRisk + " at risk in bin " + bin + " is no cell");
    }
    this.atRisk[bin] += atRisk;
    this.converted[bin] += converted;
  }

  /**
   * Adds bins that a cohort has completed.
   *
   * @param fromBin the first of them
   * @param entrants entrants of the cohort
   * @param convertedBefore those that converted in the bins before
   * @param converted conversions in each of the bins
   * @throws IllegalArgumentException where more convert than enter
   */
  public void addCohort(int fromBin, long entrants, long convertedBefore, long[] converted) {
    long left = entrants - convertedBefore;
    for (int i = 0; i < converted.length; i++) {
      add(fromBin + i, left, converted[i]);
      left -= converted[i];
    }
  }

  /** Adds all of another table with as many bins. */
  public void merge(LifeTable other) {
    if (other.bins() != bins()) {
      throw new IllegalArgumentException(
          "a table of " + other.bins() + " bins does not add to one of " + bins());
    }
    for (int bin = 0; bin < atRisk.length; bin++) {
      atRisk[bin] += other.atRisk[bin];
      converted[bin] += other.converted[bin];
    }
  }

  /**
   * Makes all that was counted count less.
   *
   * @param factor what is left of each count, in [0, 1]
   */
  public void decay(double factor) {
    if (!(factor >= 0 && factor <= 1)) {
      throw new IllegalArgumentException("counts decay by a factor in [0, 1], not " + factor);
    }
    for (int bin = 0; bin < atRisk.length; bin++) {
      atRisk[bin] *= factor;
      converted[bin] *= factor;
    }
  }

  /** Forgets everything. */
  public void clear() {
    Arrays.fill(atRisk, 0);
    Arrays.fill(converted, 0);
  }

  /** Share of those at risk in a bin that converted in it; absent where nothing was at risk. */
  public OptionalDouble hazard(int bin) {
    return atRisk[bin] > 0
        ? OptionalDouble.of(converted[bin] / atRisk[bin])
        : OptionalDouble.empty();
  }

  /**
   * Writes the hazards of all bins to an array: NaN for a bin in which nothing was at risk, as
   * {@link Nowcast} takes them.
   */
  public void hazards(double[] into) {
    for (int bin = 0; bin < atRisk.length; bin++) {
      into[bin] = atRisk[bin] > 0 ? converted[bin] / atRisk[bin] : Double.NaN;
    }
  }

  /**
   * Share that has converted by the end of the first bins, with its 95 % interval, entrants taken
   * as independent.
   *
   * @param toBin the bin after the last of them, 1 to {@link #bins()}
   * @return null where nothing was at risk in one of them, unless all had converted before it
   */
  public @Nullable Interval conversion(int toBin) {
    return conversion(toBin, 1);
  }

  /**
   * Share that has converted by the end of the first bins, with its 95 % interval.
   *
   * @param toBin the bin after the last of them, 1 to {@link #bins()}
   * @param dispersion by how much the variance is larger than that of independent entrants, at
   *     least 1
   * @return null where nothing was at risk in one of them, unless all had converted before it
   */
  public @Nullable Interval conversion(int toBin, double dispersion) {
    ProductLimit limit = limit(toBin);
    return limit == null ? null : limit.conversion(dispersion);
  }

  /**
   * Greenwood's variance of the share that has converted by the end of the first bins; 0 where none
   * or all did, although the share is not known for sure.
   *
   * @param toBin the bin after the last of them, 1 to {@link #bins()}
   * @return absent as {@link #conversion(int)} is
   */
  public OptionalDouble variance(int toBin) {
    ProductLimit limit = limit(toBin);
    return limit == null ? OptionalDouble.empty() : OptionalDouble.of(limit.variance());
  }

  private @Nullable ProductLimit limit(int toBin) {
    if (toBin < 1 || toBin > atRisk.length) {
      throw new IllegalArgumentException(
          "the first " + toBin + " bins of " + atRisk.length + " do not exist");
    }
    ProductLimit limit = new ProductLimit();
    for (int bin = 0; bin < toBin && !limit.isExhausted(); bin++) {
      if (atRisk[bin] == 0) {
        return null;
      }
      limit.step(atRisk[bin], converted[bin]);
    }
    return limit;
  }
}

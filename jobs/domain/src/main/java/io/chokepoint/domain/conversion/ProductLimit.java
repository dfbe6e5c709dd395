package io.chokepoint.domain.conversion;

/**
 * The product of the shares that do not convert, bin by bin, with Greenwood's variance.
 *
 * <p>E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations", JASA 53
 * (1958); M. Greenwood, "The natural duration of cancer", Reports on Public Health and Medical
 * Subjects 33 (1926): with r at risk and d converted in a bin, S = Π(1 − d/r) and Var S = S² Σ d /
 * (r (r − d)).
 */
final class ProductLimit {
  private double survival = 1;
  private double relativeVariance;
  private double limitingSize = Double.POSITIVE_INFINITY;

  /**
   * Takes a bin.
   *
   * @param atRisk entrants that had not converted before it, above 0
   * @param converted those that did in it, 0 to {@code atRisk}
   */
  void step(double atRisk, double converted) {
    limitingSize =
        converted == atRisk ? atRisk / survival : Math.min(limitingSize, atRisk / survival);
    survival *= (atRisk - converted) / atRisk;
    if (converted > 0 && converted < atRisk) {
      relativeVariance += converted / atRisk / (atRisk - converted);
    }
  }

  /** Share that has not converted. */
  double survival() {
    return survival;
  }

  /** Whether all have converted, whatever follows. */
  boolean isExhausted() {
    return survival == 0;
  }

  /** Greenwood's variance of {@link #survival()}; 0 where none or all converted. */
  double variance() {
    return survival * survival * relativeVariance;
  }

  /**
   * How many entrants, all followed from the first bin to the last, would tell as much: the size at
   * which the variance of a proportion is Greenwood's.
   *
   * <p>S. J. Cutler and F. Ederer, "Maximum utilization of the life table method in analyzing
   * survival", Journal of Chronic Diseases 8 (1958). Greenwood's variance is 0 where none or all
   * converted; the size is then the limit of the formula as the first, or last but one, conversion
   * fades: the fewest at risk in any bin, or those at risk in the bin that took the last, per share
   * that got there. Without entrants who are too young for a bin all of these are their number.
   */
  double size() {
    double conversion = 1 - survival;
    return conversion == 0 || survival == 0
        ? limitingSize
        : conversion / (survival * relativeVariance);
  }

  /**
   * The share that has converted, with Rothman's interval: the score interval of a proportion of
   * {@link #size()}.
   *
   * @param dispersion by how much the variance is larger than that of independent entrants, at
   *     least 1
   */
  Interval conversion(double dispersion) {
    return Interval.score(1 - survival, size() / dispersion);
  }
}

package io.chokepoint.domain.detection;

import org.jspecify.annotations.Nullable;

/**
 * The usual course of conversion: the chance to convert in a lag bin of those who have not before.
 * Logarithms of its likelihood ratios are remembered, since a course holds for many evaluations.
 */
final class Hazards {
  /** A hazard is never surer than this. */
  private static final double SURE = 1e-4;

  private final double[] hazard;
  private final double[] converted;
  private final double[] @Nullable [] fine;
  private double @Nullable [] coarse;
  private double coarseRate;

  private Hazards(double[] hazard, double[] converted) {
    this.hazard = hazard;
    this.converted = converted;
    fine = new double[hazard.length][];
  }

  /**
   * The course that hazards make.
   *
   * @param hazard by bin, in [0, 1]; NaN where nothing is known
   */
  static Hazards of(double[] hazard) {
    double[] converted = new double[hazard.length];
    double surviving = 1;
    for (int k = 0; k < hazard.length; k++) {
      if (!Double.isNaN(hazard[k])) {
        surviving *= 1 - hazard[k];
      }
      converted[k] = 1 - surviving;
    }
    return new Hazards(hazard, converted);
  }

  /** The same course in time, to another share in the end. */
  Hazards scaledTo(double rate) {
    double scale = rate() == 0 ? 1 : rate / rate();
    double[] scaled = new double[hazard.length];
    for (int k = 0; k < scaled.length; k++) {
      double left = 1 - scale * before(k);
      scaled[k] =
          Double.isNaN(hazard[k]) || left <= 0 ? hazard[k] : Math.min(1, scale * mass(k) / left);
    }
    return of(scaled);
  }

  /** How many bins there are. */
  int bins() {
    return hazard.length;
  }

  /** Whether anything is known of a bin. */
  boolean isKnown(int bin) {
    return !Double.isNaN(hazard[bin]);
  }

  /** The hazard of a bin; NaN where nothing is known. */
  double hazard(int bin) {
    return hazard[bin];
  }

  /** The hazard of each bin; NaN where nothing is known. */
  double[] toArray() {
    return hazard.clone();
  }

  /** The share converted by the end of a bin; unknown bins add nothing. */
  double converted(int bin) {
    return converted[bin];
  }

  /** The share converted at the horizon. */
  double rate() {
    return converted[converted.length - 1];
  }

  /** The share converted before a bin. */
  double before(int bin) {
    return bin == 0 ? 0 : converted[bin - 1];
  }

  /** The share of all entrants that converts in a bin. */
  double mass(int bin) {
    return converted[bin] - before(bin);
  }

  /** The first bin by whose end a part of those who convert at all has converted. */
  int binOf(double part) {
    int bin = 0;
    while (bin < converted.length - 1 && converted[bin] < part * rate()) {
      bin++;
    }
    return bin;
  }

  /** A rate or hazard that leaves room for the unseen. */
  static double sure(double rate) {
    return Math.max(SURE, Math.min(1 - SURE, rate));
  }

  /** The {@linkplain Bank#logRatios log-likelihood ratios} of a cell of a known bin. */
  double[] logRatios(int bin) {
    double[] ratios = fine[bin];
    if (ratios == null) {
      ratios = Bank.logRatios(sure(hazard[bin]), before(bin));
      fine[bin] = ratios;
    }
    return ratios;
  }

  /** Those of all bins up to one together, given the rate by then. */
  double[] coarseLogRatios(double rate) {
    if (coarse == null || rate != coarseRate) {
      coarse = Bank.logRatios(rate, 0);
      coarseRate = rate;
    }
    return coarse;
  }
}

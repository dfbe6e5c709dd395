package io.chokepoint.domain.detection;

/** The cells of one segment that an evaluation judges, summed. */
final class Tally {
  /** Cells as they are: they tell soonest. */
  static final int FINE = 0;

  /**
   * All bins together by whose end nearly all usually have converted: whether they do so in the
   * rhythm of epochs, or sooner or later as batches fill, is the same to it.
   */
  static final int COARSE = 1;

  /** How many grains there are. */
  static final int GRAINS = 2;

  /** By grain, conversions that the usual hazards expect of those at risk. */
  final double[] expected = new double[GRAINS];

  /** By grain, conversions. */
  final double[] converted = new double[GRAINS];

  /** By grain, variance of the conversions where all is as usual and each entrant for itself. */
  final double[] variance = new double[GRAINS];

  /** By grain and alternative, the sum of the cells' log-likelihood ratios. */
  final double[] ratios = new double[GRAINS * Bank.SIZE];

  /** By grain and alternative, what the usual hazards expect that sum to be. */
  final double[] drifts = new double[GRAINS * Bank.SIZE];

  /** Entrants of cohorts of which the first cells are among these. */
  double entrants;

  /** Conversions that the usual rates would give of all entrants of the cohorts, in these cells. */
  double mass;

  /** Conversions in these cells. */
  double observed;

  /** Of the young cells alone, by alternative of their grain, the log-likelihood ratios. */
  final double[] young = new double[GRAINS * Bank.SIZE];

  /** By grain, the conversions that the young cells expect. */
  final double[] youngExpected = new double[GRAINS];

  /** Whether a grain has anything to weigh. */
  boolean has(int grain) {
    return variance[grain] > 0;
  }

  /**
   * Judges a cell.
   *
   * @param atRisk entrants at risk
   * @param conversions those of them that converted in it
   * @param hazard the usual hazard, in (0, 1)
   * @param cell its {@linkplain Bank#logRatios log-likelihood ratios}
   * @param isYoung whether it tells how it is now
   */
  void judge(
      int grain, double atRisk, double conversions, double hazard, double[] cell, boolean isYoung) {
    expected[grain] += atRisk * hazard;
    converted[grain] += conversions;
    variance[grain] += atRisk * hazard * (1 - hazard);
    for (int j = 0; j < Bank.SIZE; j++) {
      int of = grain * Bank.SIZE + j;
      double ratio = conversions * cell[2 * j] + (atRisk - conversions) * cell[2 * j + 1];
      ratios[of] += ratio;
      drifts[of] += atRisk * (hazard * cell[2 * j] + (1 - hazard) * cell[2 * j + 1]);
      if (isYoung) {
        young[of] += ratio;
      }
    }
    if (isYoung) {
      youngExpected[grain] += atRisk * hazard;
    }
  }
}

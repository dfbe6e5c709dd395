package io.chokepoint.domain.detection;

/**
 * The bank of alternatives: F1 = (1 − δ)·F0. A small leak in heavy traffic and a total stop in thin
 * traffic need different ones.
 */
final class Bank {
  /** Which part of the conversions is lost under each alternative. */
  private static final double[] LOSSES = {0.05, 0.15, 0.4, 0.9};

  /** How many alternatives there are. */
  static final int SIZE = LOSSES.length;

  private Bank() {}

  static double loss(int alternative) {
    return LOSSES[alternative];
  }

  /** The alternative nearest to a loss, by ratio. */
  static int nearest(double loss) {
    int nearest = 0;
    for (int j = 1; j < SIZE; j++) {
      if (loss > StrictMath.sqrt(LOSSES[j - 1] * LOSSES[j])) {
        nearest = j;
      }
    }
    return nearest;
  }

  /**
   * Logarithms of the likelihood ratios of one cell under each alternative: index {@code 2j} for a
   * conversion, {@code 2j + 1} for an entrant that does not convert in the bin.
   *
   * @param hazard the usual hazard of the bin, in (0, 1)
   * @param before the share that usually converts before the bin
   */
  static double[] logRatios(double hazard, double before) {
    double[] of = new double[2 * SIZE];
    for (int j = 0; j < SIZE; j++) {
      double kept = 1 - LOSSES[j];
      // f1 / (1 − F1 before): the mass of the bin shrinks, and who is at risk grows.
      double changed = kept * hazard * (1 - before) / (1 - kept * before);
      of[2 * j] = StrictMath.log(changed / hazard);
      of[2 * j + 1] = StrictMath.log((1 - changed) / (1 - hazard));
    }
    return of;
  }
}

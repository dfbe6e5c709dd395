package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import java.util.Arrays;

/**
 * The survival CUSUMs of one segment: of each grain and alternative, the evidence for it that has
 * come together since there was last none.
 *
 * <p>P. Biswas, J. D. Kalbfleisch, "A risk-adjusted CUSUM in continuous time based on the Cox
 * model", Statistics in Medicine 27 (2008); S. H. Steiner, M. Jones, "Risk-adjusted survival time
 * monitoring with an updating exponentially weighted moving average (EWMA) control chart", ibid. 29
 * (2009).
 */
final class Cusum {
  /** One for each grain and alternative. */
  static final int SIZE = Tally.GRAINS * Bank.SIZE;

  private final double[] evidence = new double[SIZE];
  private final long[] zeroAt = new long[SIZE];
  private final long[] goodUntil = new long[SIZE];
  private final double[] entrants = new double[SIZE];

  Cusum(long from) {
    Arrays.fill(zeroAt, from);
    Arrays.fill(goodUntil, from);
  }

  /**
   * Adds the evidence of an evaluation.
   *
   * @param judgedUntil event time until which entrants have been judged, in ms
   * @param ratio the log-likelihood ratio, already divided by its dispersion
   * @return whether there is evidence now
   */
  boolean add(
      int alternative, long evaluation, long judgedUntil, double ratio, double newEntrants) {
    evidence[alternative] += ratio;
    entrants[alternative] += newEntrants;
    if (evidence[alternative] <= 0) {
      evidence[alternative] = 0;
      entrants[alternative] = 0;
      zeroAt[alternative] = evaluation;
      goodUntil[alternative] = judgedUntil;
      return false;
    }
    return true;
  }

  double evidence(int alternative) {
    return evidence[alternative];
  }

  /** The last evaluation at which there was no evidence, in ms. */
  long zeroAt(int alternative) {
    return zeroAt[alternative];
  }

  /** Event time until which entrants had been judged then, in ms. */
  long goodUntil(int alternative) {
    return goodUntil[alternative];
  }

  /** Entrants since then. */
  double entrants(int alternative) {
    return entrants[alternative];
  }

  /** The alternative with most evidence. */
  int strongest() {
    int strongest = 0;
    for (int j = 1; j < SIZE; j++) {
      if (evidence[j] > evidence[strongest]) {
        strongest = j;
      }
    }
    return strongest;
  }

  void reset(long evaluation, long judgedUntil) {
    Arrays.fill(evidence, 0);
    Arrays.fill(entrants, 0);
    Arrays.fill(zeroAt, evaluation);
    Arrays.fill(goodUntil, judgedUntil);
  }

  void write(Packing.Writer out) {
    for (int j = 0; j < SIZE; j++) {
      out.number(evidence[j]);
      out.signed(zeroAt[j]);
      out.signed(goodUntil[j]);
      out.number(entrants[j]);
    }
  }

  void read(Packing.Reader in) {
    for (int j = 0; j < SIZE; j++) {
      evidence[j] = in.number();
      zeroAt[j] = in.signed();
      goodUntil[j] = in.signed();
      entrants[j] = in.number();
    }
  }
}

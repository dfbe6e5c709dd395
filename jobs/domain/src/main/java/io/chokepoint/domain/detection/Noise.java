package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;

/**
 * How much more than by chance the evaluations of a dimension vary: members of one session, batch
 * or stalled minute succeed, fail and wait together, and lags drift with what the baseline does not
 * know. Evidence is divided by it.
 */
final class Noise {
  /** Blocks that the first opinion counts. */
  private static final double PRIOR_BLOCKS = 6;

  /** The first opinion: somewhat more than chance. */
  private static final double PRIOR = 1.5;

  /** Blocks of one evaluation below which too little is known to judge. */
  private static final double FEWEST_BLOCKS = 20;

  /** And blocks of sixteen: that the single ones vary little does not say that these do. */
  private static final double FEWEST_LONG_BLOCKS = 2;

  /** So many times what makes it known is left of it at any age. */
  private static final double KEPT = 4;

  private final NoiseSums sums = new NoiseSums();

  void fade(double left) {
    sums.decay(left);
  }

  void learn(NoiseSums more) {
    sums.add(more);
  }

  /** Whether enough has been seen at a grain. */
  boolean isKnown(int grain) {
    return sums.blocks[NoiseSums.at(grain, 0)] >= FEWEST_BLOCKS
        && sums.blocks[NoiseSums.at(grain, 2)] >= FEWEST_LONG_BLOCKS;
  }

  /**
   * The dispersion of conversions, at least 1: mean square of the blocks' Pearson residuals, at the
   * scale at which it is largest.
   */
  double dispersion(int grain) {
    double most = 1;
    for (int scale = 0; scale < NoiseSums.SCALES.length; scale++) {
      int at = NoiseSums.at(grain, scale);
      if (sums.variances[at] > 0) {
        double ofBlock = sums.variances[at] / sums.blocks[at];
        most = Math.max(most, shrunk(sums.squares[at] / ofBlock, sums.blocks[at]));
      }
    }
    return most;
  }

  /** How many share one fate at a time: the dispersion of single evaluations. */
  double together(int grain) {
    int at = NoiseSums.at(grain, 0);
    double ofBlock = sums.variances[at] == 0 ? 1 : sums.variances[at] / sums.blocks[at];
    return Math.max(1, shrunk(sums.squares[at] / ofBlock, sums.blocks[at]));
  }

  /**
   * By what the evidence for an alternative is divided, at least {@link #dispersion}: so that the
   * blocks' log-likelihood ratios x of quiet times have E[exp(x/φ)] ≤ 1, as those of a true model
   * have. Of a normal x with the mean μ that the baseline expects, that is φ = −E[(x − μ)²]/(2μ).
   */
  double divisor(int grain, int alternative) {
    double most = dispersion(grain);
    for (int scale = 0; scale < NoiseSums.SCALES.length; scale++) {
      int at = NoiseSums.at(grain, scale);
      double blocks = sums.blocks[at];
      double drift = sums.drifts[at * Bank.SIZE + alternative];
      if (blocks > 0 && drift < 0) {
        double phi = -sums.ratioSquares[at * Bank.SIZE + alternative] / (2 * drift);
        most = Math.max(most, shrunk(blocks * phi, blocks));
      }
    }
    return most;
  }

  private static double shrunk(double sum, double blocks) {
    return (sum + PRIOR_BLOCKS * PRIOR) / (blocks + PRIOR_BLOCKS);
  }

  LearntStep.Varied learnt(int dimension) {
    return sums.toVaried(dimension);
  }

  static Noise of(LearntStep.Varied varied) {
    Noise noise = new Noise();
    noise.sums.add(NoiseSums.of(varied));
    return noise;
  }

  /** Fades, but not below what makes it known: how much evidence varies is not soon out of date. */
  void age(double left) {
    double kept = left;
    for (int grain = 0; grain < Tally.GRAINS; grain++) {
      if (isKnown(grain)) {
        kept = Math.max(kept, KEPT * FEWEST_BLOCKS / sums.blocks[NoiseSums.at(grain, 0)]);
        kept = Math.max(kept, KEPT * FEWEST_LONG_BLOCKS / sums.blocks[NoiseSums.at(grain, 2)]);
      }
    }
    fade(Math.min(1, kept));
  }

  void write(Packing.Writer out) {
    sums.write(out);
  }

  void read(Packing.Reader in) {
    sums.add(NoiseSums.read(in));
  }
}

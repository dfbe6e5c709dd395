package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;

/** Sums over blocks of evaluations, of what deviates from the usual and how it would by chance. */
final class NoiseSums {
  /** Lengths of the blocks, in evaluations: what fails together may do so for an hour. */
  static final int[] SCALES = {1, 4, 16, 64};

  /** How many sums there are of each kind: one a grain and scale. */
  static final int SIZE = Tally.GRAINS * SCALES.length;

  /** Squares of the blocks' residuals, conversions expected less those observed. */
  final double[] squares = new double[SIZE];

  /** What chance alone would make of them. */
  final double[] variances = new double[SIZE];

  /** Blocks. */
  final double[] blocks = new double[SIZE];

  /**
   * By alternative within each: squares of how far the blocks' log-likelihood ratios are from what
   * the baseline expects of them.
   */
  final double[] ratioSquares = new double[SIZE * Bank.SIZE];

  /** By alternative within each: what the baseline expects of them, below 0. */
  final double[] drifts = new double[SIZE * Bank.SIZE];

  /** The index of a grain and scale. */
  static int at(int grain, int scale) {
    return grain * SCALES.length + scale;
  }

  void add(NoiseSums other) {
    double[][] mine = all();
    double[][] more = other.all();
    for (int s = 0; s < mine.length; s++) {
      for (int i = 0; i < mine[s].length; i++) {
        mine[s][i] += more[s][i];
      }
    }
  }

  void decay(double factor) {
    for (double[] sums : all()) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] *= factor;
      }
    }
  }

  private double[][] all() {
    return new double[][] {squares, variances, blocks, ratioSquares, drifts};
  }

  LearntStep.Varied toVaried(int dimension) {
    return new LearntStep.Varied(
        dimension,
        squares.clone(),
        variances.clone(),
        blocks.clone(),
        ratioSquares.clone(),
        drifts.clone());
  }

  static NoiseSums of(LearntStep.Varied varied) {
    NoiseSums sums = new NoiseSums();
    double[][] from = {
      varied.squares(), varied.variances(), varied.blocks(), varied.ratioSquares(), varied.drifts()
    };
    double[][] to = sums.all();
    for (int s = 0; s < to.length; s++) {
      System.arraycopy(from[s], 0, to[s], 0, to[s].length);
    }
    return sums;
  }

  void write(Packing.Writer out) {
    for (double[] sums : all()) {
      for (double sum : sums) {
        out.number(sum);
      }
    }
  }

  static NoiseSums read(Packing.Reader in) {
    NoiseSums read = new NoiseSums();
    for (double[] sums : read.all()) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] = in.number();
      }
    }
    return read;
  }
}

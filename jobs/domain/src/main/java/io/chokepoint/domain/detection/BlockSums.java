package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;

/**
 * What blocks of evaluations teach about dispersion, at each block length: how many blocks there
 * were, the squares of what they converted beside what was expected, and the variance that
 * independent entrants would have had.
 *
 * <p>Sums of this kind add up, so that what an evaluation teaches can wait, and be forgotten or
 * learnt.
 */
public final class BlockSums {
  /**
   * Lengths of the blocks, in evaluations, each a multiple of the one before. Outcomes are
   * correlated in time too, and a decision that takes an hour sees what an hour varies by: with an
   * evaluation a minute, the longest is about that.
   */
  private static final int[] LENGTHS = {1, 4, 16, 64};

  private final double[] blocks = new double[LENGTHS.length];
  private final double[] squares = new double[LENGTHS.length];
  private final double[] variances = new double[LENGTHS.length];

  /** How many block lengths there are. */
  public static int scales() {
    return LENGTHS.length;
  }

  /** The length of the blocks of a scale, in evaluations. */
  public static int length(int scale) {
    return LENGTHS[scale];
  }

  /** Adds a block; one that had no variance teaches nothing. */
  void add(int scale, double residual, double variance) {
    if (variance > 0) {
      blocks[scale]++;
      squares[scale] += residual * residual;
      variances[scale] += variance;
    }
  }

  /** Adds all of others. */
  public void merge(BlockSums others) {
    for (int scale = 0; scale < LENGTHS.length; scale++) {
      blocks[scale] += others.blocks[scale];
      squares[scale] += others.squares[scale];
      variances[scale] += others.variances[scale];
    }
  }

  /**
   * Makes all that was counted count less.
   *
   * @param factor what is left of each sum, in [0, 1]
   */
  public void decay(double factor) {
    for (int scale = 0; scale < LENGTHS.length; scale++) {
      blocks[scale] *= factor;
      squares[scale] *= factor;
      variances[scale] *= factor;
    }
  }

  /** How many blocks of a scale there were. */
  public double blocks(int scale) {
    return blocks[scale];
  }

  /**
   * How many times as large as that of independent entrants the variance of a scale's blocks is,
   * shrunk towards a prior: (w·φ₀ + n·Σr²/Σv) / (w + n) of n blocks.
   *
   * <p>Σr²/Σv rather than the mean of r²/v, which a few evaluations with next to nothing to expect
   * would govern.
   *
   * @param weight w: how many blocks the prior is worth, above 0
   * @param prior φ₀
   */
  double inflation(int scale, double weight, double prior) {
    double n = blocks[scale];
    double v = variances[scale];
    return v > 0 ? (weight * prior + n * (squares[scale] / v)) / (weight + n) : prior;
  }

  /** Packs the sums for the state. */
  public void pack(Packing.Writer writer) {
    for (int scale = 0; scale < LENGTHS.length; scale++) {
      writer.number(blocks[scale]);
      writer.number(squares[scale]);
      writer.number(variances[scale]);
    }
  }

  /** Unpacks what {@link #pack} made. */
  public static BlockSums unpack(Packing.Reader reader) {
    BlockSums sums = new BlockSums();
    for (int scale = 0; scale < LENGTHS.length; scale++) {
      sums.blocks[scale] = reader.number();
      sums.squares[scale] = reader.number();
      sums.variances[scale] = reader.number();
    }
    return sums;
  }
}

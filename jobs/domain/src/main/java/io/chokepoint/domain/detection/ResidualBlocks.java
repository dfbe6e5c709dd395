package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;

/**
 * Puts the residuals of successive evaluations together to blocks of each length that {@link
 * BlockSums} knows. Blocks do not overlap.
 */
public final class ResidualBlocks {
  private final double[] residuals = new double[BlockSums.scales()];
  private final double[] variances = new double[BlockSums.scales()];

  /** Evaluations since the longest blocks began. */
  private int evaluations;

  /**
   * Takes an evaluation, be it one without evidence.
   *
   * @param residual conversions observed less those expected, over all new cells of the evaluation
   * @param variance the variance that their number would have, were entrants independent
   * @param lesson takes the blocks that end with the evaluation
   * @throws IllegalArgumentException where one of them is not finite, or the variance negative
   */
  public void add(double residual, double variance, BlockSums lesson) {
    if (!(Double.isFinite(residual) && Double.isFinite(variance) && variance >= 0)) {
      throw new IllegalArgumentException(
          "a residual of " + residual + " with variance " + variance + " is none");
    }
    evaluations++;
    for (int scale = 0; scale < residuals.length; scale++) {
      residuals[scale] += residual;
      variances[scale] += variance;
      if (evaluations % BlockSums.length(scale) == 0) {
        lesson.add(scale, residuals[scale], variances[scale]);
        residuals[scale] = 0;
        variances[scale] = 0;
      }
    }
    evaluations %= BlockSums.length(residuals.length - 1);
  }

  /**
   * Drops the blocks that have begun, as when evaluations follow that are not to be learnt from.
   */
  public void breakOff() {
    evaluations = 0;
    for (int scale = 0; scale < residuals.length; scale++) {
      residuals[scale] = 0;
      variances[scale] = 0;
    }
  }

  /** Packs the blocks that have begun for the state. */
  public void pack(Packing.Writer writer) {
    writer.unsigned(evaluations);
    for (int scale = 0; scale < residuals.length; scale++) {
      writer.number(residuals[scale]);
      writer.number(variances[scale]);
    }
  }

  /** Unpacks what {@link #pack} made. */
  public static ResidualBlocks unpack(Packing.Reader reader) {
    ResidualBlocks blocks = new ResidualBlocks();
    blocks.evaluations = reader.count();
    for (int scale = 0; scale < blocks.residuals.length; scale++) {
      blocks.residuals[scale] = reader.number();
      blocks.variances[scale] = reader.number();
    }
    return blocks;
  }
}

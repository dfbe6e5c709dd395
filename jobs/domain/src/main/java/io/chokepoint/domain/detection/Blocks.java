package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import java.util.Arrays;

/** Puts the evaluations of one segment together to the blocks of {@link NoiseSums}. */
final class Blocks {
  private final double[] residuals = new double[NoiseSums.SIZE];
  private final double[] variances = new double[NoiseSums.SIZE];
  private final double[] deviations = new double[NoiseSums.SIZE * Bank.SIZE];
  private final double[] drifts = new double[NoiseSums.SIZE * Bank.SIZE];
  private final int[] filled = new int[NoiseSums.SIZE];

  /** Adds an evaluation; blocks that are full go to the sums. */
  void add(Tally tally, NoiseSums sums) {
    for (int grain = 0; grain < Tally.GRAINS; grain++) {
      for (int scale = 0; scale < NoiseSums.SCALES.length; scale++) {
        int at = NoiseSums.at(grain, scale);
        residuals[at] += tally.expected[grain] - tally.converted[grain];
        variances[at] += tally.variance[grain];
        for (int j = 0; j < Bank.SIZE; j++) {
          int of = grain * Bank.SIZE + j;
          deviations[at * Bank.SIZE + j] += tally.ratios[of] - tally.drifts[of];
          drifts[at * Bank.SIZE + j] += tally.drifts[of];
        }
        if (++filled[at] == NoiseSums.SCALES[scale]) {
          full(at, sums);
        }
      }
    }
  }

  private void full(int at, NoiseSums sums) {
    if (variances[at] > 0) {
      sums.squares[at] += residuals[at] * residuals[at];
      sums.variances[at] += variances[at];
      sums.blocks[at]++;
      for (int i = at * Bank.SIZE; i < (at + 1) * Bank.SIZE; i++) {
        sums.ratioSquares[i] += deviations[i] * deviations[i];
        sums.drifts[i] += drifts[i];
      }
    }
    residuals[at] = 0;
    variances[at] = 0;
    filled[at] = 0;
    Arrays.fill(deviations, at * Bank.SIZE, (at + 1) * Bank.SIZE, 0);
    Arrays.fill(drifts, at * Bank.SIZE, (at + 1) * Bank.SIZE, 0);
  }

  /** Begins all blocks anew. */
  void clear() {
    Arrays.fill(residuals, 0);
    Arrays.fill(variances, 0);
    Arrays.fill(deviations, 0);
    Arrays.fill(drifts, 0);
    Arrays.fill(filled, 0);
  }

  void write(Packing.Writer out) {
    for (int i = 0; i < NoiseSums.SIZE; i++) {
      out.number(residuals[i]);
      out.number(variances[i]);
      out.signed(filled[i]);
    }
    for (int i = 0; i < deviations.length; i++) {
      out.number(deviations[i]);
      out.number(drifts[i]);
    }
  }

  void read(Packing.Reader in) {
    for (int i = 0; i < NoiseSums.SIZE; i++) {
      residuals[i] = in.number();
      variances[i] = in.number();
      filled[i] = (int) in.signed();
    }
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = in.number();
      drifts[i] = in.number();
    }
  }
}

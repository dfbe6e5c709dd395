package io.chokepoint.datagen;

import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;

/**
 * Demand of the last hour, each moment of it weighed by how likely its users are to come back now.
 */
final class Recollection {
  /** So many pauses between visits tell their distribution to a hundredth. */
  private static final int PAUSES = 20_000;

  /** The share of users who come back after so many ticks. */
  private final double[] weights;

  /** Demand of past ticks, in a ring. */
  private final double[] past;

  private int last;

  Recollection(Loyalty loyalty, SplittableRandom random) {
    int ticks = (int) (loyalty.longestMillis() / Demand.TICK_MILLIS) + 1;
    weights = new double[ticks];
    past = new double[ticks];
    for (int i = 0; i < PAUSES; i++) {
      weights[(int) (loyalty.pauseMillis(random) / Demand.TICK_MILLIS)] += 1.0 / PAUSES;
    }
  }

  /** Sets demand before the beginning, by how many ms before. */
  void fill(LongToDoubleFunction demand) {
    for (int i = 0; i < past.length; i++) {
      past[past.length - 1 - i] = demand.applyAsDouble((i + 1) * Demand.TICK_MILLIS);
    }
    last = past.length - 1;
  }

  /** Adds the demand of a tick. */
  void add(double demand) {
    last = (last + 1) % past.length;
    past[last] = demand;
  }

  /** How many users come back in the next tick, as a multiple of the mean if all of them did. */
  double returning() {
    double returning = 0;
    for (int i = 1; i < weights.length; i++) {
      returning += weights[i] * past[Math.floorMod(last + 1 - i, past.length)];
    }
    return returning;
  }
}

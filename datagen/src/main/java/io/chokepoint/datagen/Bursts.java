package io.chokepoint.datagen;

import java.util.SplittableRandom;

/** Times at which many users come at once: they begin at random and last some minutes each. */
final class Bursts {
  private static final double DAY_MILLIS = 86_400_000;

  /** Somebody has recommended an application; half an hour later it is forgotten. */
  private static final Lag LENGTH = Lag.exponential(420_000, 1_800_000);

  /** Mean of {@link #LENGTH}: that of the law, less what its bound cuts off. */
  private static final double MEAN_LENGTH_MILLIS = 509_000;

  private final SplittableRandom random;
  private final double meanPauseMillis;
  private final double extra;
  private long beginMillis;
  private long endMillis;

  Bursts(Behaviour behaviour, long startMillis, SplittableRandom random) {
    this.random = random;
    double perDay = behaviour.burstsPerDay();
    extra = behaviour.burstFactor() - 1;
    meanPauseMillis = perDay == 0 ? 0 : Math.max(0, DAY_MILLIS / perDay - MEAN_LENGTH_MILLIS);
    endMillis = perDay == 0 ? Long.MAX_VALUE : startMillis;
    beginMillis = Long.MAX_VALUE;
    if (perDay > 0) {
      planNext();
    }
  }

  /** Newcomers beside the usual ones, as a multiple of all usual visits; times do not decrease. */
  double extra(long timeMillis) {
    while (timeMillis >= endMillis) {
      planNext();
    }
    return timeMillis >= beginMillis ? extra : 0;
  }

  /** The mean of the extra newcomers. */
  static double meanExtra(Behaviour behaviour) {
    return behaviour.burstsPerDay()
        * MEAN_LENGTH_MILLIS
        / DAY_MILLIS
        * (behaviour.burstFactor() - 1);
  }

  private void planNext() {
    beginMillis = endMillis + (long) (random.nextExponential() * meanPauseMillis);
    endMillis = beginMillis + LENGTH.draw(random);
  }
}

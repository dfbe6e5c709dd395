package io.chokepoint.datagen;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * A heavy-tailed choice: the entity of rank r is chosen in proportion to 1 / r^s (Zipf's law; G. K.
 * Zipf, Human Behavior and the Principle of Least Effort, 1949).
 */
final class Popularity {
  /** How often an entity that takes no traffic is drawn before the next in rank is taken. */
  private static final int MAX_DRAWS = 32;

  private final double[] cumulated;

  Popularity(int entities, double exponent) {
    cumulated = new double[entities];
    double sum = 0;
    for (int i = 0; i < entities; i++) {
      sum += 1 / StrictMath.pow(i + 1, exponent);
      cumulated[i] = sum;
    }
  }

  /**
   * Chooses one that takes traffic.
   *
   * @return its index, or −1 if none does
   */
  int draw(SplittableRandom random, IntPredicate takesTraffic) {
    int drawn = -1;
    for (int i = 0; i < MAX_DRAWS; i++) {
      drawn = draw(random);
      if (takesTraffic.test(drawn)) {
        return drawn;
      }
    }
    for (int i = 1; i <= cumulated.length; i++) {
      int next = (drawn + i) % cumulated.length;
      if (takesTraffic.test(next)) {
        return next;
      }
    }
    return -1;
  }

  /** The share of all choices that falls to some entities. */
  double share(IntPredicate among) {
    double share = 0;
    for (int i = 0; i < cumulated.length; i++) {
      if (among.test(i)) {
        share += cumulated[i] - (i == 0 ? 0 : cumulated[i - 1]);
      }
    }
    return share / cumulated[cumulated.length - 1];
  }

  private int draw(SplittableRandom random) {
    double wanted = random.nextDouble() * cumulated[cumulated.length - 1];
    int found = Arrays.binarySearch(cumulated, wanted);
    return Math.min(found < 0 ? -found - 1 : found + 1, cumulated.length - 1);
  }
}

package io.chokepoint.evaluation.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random choices of one case: the same for the same seed and name, whatever else is generated. */
final class Dice {
  /** The finalizer of MurmurHash3 for 64 bits, so that near seeds give unlike cases. */
  private static final long FIRST_FACTOR = 0xff51afd7ed558ccdL;

  private static final long SECOND_FACTOR = 0xc4ceb9fe1a85ec53L;

  private final SplittableRandom random;
  private final long seed;

  Dice(long suiteSeed, String name) {
    seed = mixed(suiteSeed * 31 + name.hashCode());
    random = new SplittableRandom(seed);
  }

  private static long mixed(long number) {
    long mixed = number;
    mixed = (mixed ^ mixed >>> 33) * FIRST_FACTOR;
    mixed = (mixed ^ mixed >>> 33) * SECOND_FACTOR;
    return mixed ^ mixed >>> 33;
  }

  /** A seed for the simulation of the case, not negative. */
  long seed() {
    return seed >>> 1;
  }

  /** A number from low up to below high. */
  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** The same, each order of magnitude as likely as the others. */
  double logBetween(double low, double high) {
    return low * StrictMath.exp(random.nextDouble() * StrictMath.log(high / low));
  }

  /** A whole number from low to high, both inclusive. */
  long whole(long low, long high) {
    return random.nextLong(low, high + 1);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  <T> T oneOf(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  <T> List<T> shuffled(List<T> items) {
    List<T> left = new ArrayList<>(items);
    List<T> shuffled = new ArrayList<>();
    while (!left.isEmpty()) {
      shuffled.add(left.remove(random.nextInt(left.size())));
    }
    return shuffled;
  }
}

package io.chokepoint.datagen;

import java.util.SplittableRandom;

/** Random streams by name, all from one seed and independent of each other. */
final class Streams {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /**
   * Spreads seeds like 1, 2, 3 over all bits: the golden ratio, as SplittableRandom itself does.
   */
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private final long seed;

  Streams(long seed) {
    this.seed = seed;
  }

  /** A new stream; the same name always gives the same one. */
  SplittableRandom named(String name) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    return new SplittableRandom(new SplittableRandom(hash ^ seed * GOLDEN_GAMMA).nextLong());
  }
}

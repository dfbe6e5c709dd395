package io.chokepoint.datagen;

import java.util.SplittableRandom;

/**
 * How long a step takes: a law for the bulk and a bound for the tail.
 *
 * @param law shape of the distribution
 * @param medianMillis median, in ms, before the bound is applied
 * @param sigma standard deviation of the logarithm; unused by the exponential law
 * @param maxMillis bound, in ms; a draw beyond it is drawn again
 */
record Lag(Law law, double medianMillis, double sigma, long maxMillis) {

  /** Shapes of a lag. */
  enum Law {
    /** Work that multiplies many factors: inference, proving, people. */
    LOG_NORMAL,
    /** Waiting for something without memory: a block, a queue slot. */
    EXPONENTIAL
  }

  /** A tail that is hit more often than this is no tail; the bound itself is taken then. */
  private static final int MAX_DRAWS = 16;

  private static final double LN_2 = 0.6931471805599453;

  static Lag logNormal(double medianMillis, double sigma, long maxMillis) {
    return new Lag(Law.LOG_NORMAL, medianMillis, sigma, maxMillis);
  }

  static Lag exponential(double medianMillis, long maxMillis) {
    return new Lag(Law.EXPONENTIAL, medianMillis, 0, maxMillis);
  }

  /**
   * The same lag in less time: where the bound shrinks below what the law wants, the median shrinks
   * in proportion.
   */
  Lag within(long boundMillis) {
    if (boundMillis >= maxMillis) {
      return this;
    }
    long bound = Math.max(1, boundMillis);
    return new Lag(law, medianMillis * bound / maxMillis, sigma, bound);
  }

  /** Mean of the law, in ms, before the bound is applied. */
  double meanMillis() {
    return switch (law) {
      case LOG_NORMAL -> medianMillis * StrictMath.exp(sigma * sigma / 2);
      case EXPONENTIAL -> medianMillis / LN_2;
    };
  }

  /** Draws a lag in ms, from 1 to the bound. */
  long draw(SplittableRandom random) {
    for (int i = 0; i < MAX_DRAWS; i++) {
      // StrictMath: the same bits on every machine.
      double lagMillis =
          switch (law) {
            case LOG_NORMAL -> medianMillis * StrictMath.exp(sigma * random.nextGaussian());
            case EXPONENTIAL -> medianMillis / LN_2 * random.nextExponential();
          };
      if (lagMillis <= maxMillis) {
        return Math.max(1, (long) lagMillis);
      }
    }
    return maxMillis;
  }
}

package io.chokepoint.evaluation.rival;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The test of two proportions, one-sided: is a rate lower than what was learnt? The level is that
 * of the job's budget, one false alarm in 30 days, shared out evenly over all tests made in them
 * (C. E. Bonferroni, 1936).
 */
final class TwoProportions {
  private static final double BUDGET_DAYS = 30;
  private static final double DAY_MILLIS = 86_400_000;

  /** A proportion of one has no variance: nothing would ever be unlikely enough. */
  private static final double NEARLY_ALL = 0.9999;

  private final double critical;

  /**
   * A test.
   *
   * @param everyMillis how often each step is tested, in ms
   * @param steps how many steps are tested
   */
  TwoProportions(double everyMillis, int steps) {
    double tests = BUDGET_DAYS * DAY_MILLIS / everyMillis * steps;
    critical = NormalDistribution.of(0, 1).inverseSurvivalProbability(1 / tests);
  }

  /**
   * Whether a rate is lower than what was learnt, by more than chance alone explains.
   *
   * @param converted of so many entrants
   * @param usual learnt conversions, of so many learnt entrants; counts of different times may be
   *     more than their entrants
   */
  boolean isLower(long converted, long entered, long usual, long usuallyEntered) {
    if (entered == 0 || usuallyEntered == 0) {
      return false;
    }
    double rate = Math.min(1, (double) converted / entered);
    double usualRate = Math.min(NEARLY_ALL, (double) usual / usuallyEntered);
    double pooled =
        Math.min(
            NEARLY_ALL, (rate * entered + usualRate * usuallyEntered) / (entered + usuallyEntered));
    double deviation = Math.sqrt(pooled * (1 - pooled) * (1.0 / entered + 1.0 / usuallyEntered));
    return deviation > 0 && (usualRate - rate) / deviation > critical;
  }
}

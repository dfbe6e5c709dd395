package io.chokepoint.bench.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RatioEstimateTest {
  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(RatioEstimate.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
    assertThat(RatioEstimate.median(new double[] {9, 1, 3})).isEqualTo(3);
  }

  @Test
  void noRatioIsNoEstimate() {
    assertThat(RatioEstimate.of(new double[0]).median()).isNaN();
    assertThat(RatioEstimate.of(new double[0]).count()).isZero();
  }

  @Test
  void equalRatiosHaveAnIntervalOfOnePoint() {
    assertThat(RatioEstimate.of(new double[] {0.5, 0.5, 0.5}))
        .isEqualTo(new RatioEstimate(0.5, 0.5, 0.5, 3));
  }

  @Test
  void theOrderOfRatiosDoesNotMatterToTheMedianAndTheEndsAreRatiosOfTheSample() {
    double[] ratios = {0.9, 1.1, 1.0, 1.3, 0.8, 1.2, 0.7};
    RatioEstimate estimate = RatioEstimate.of(ratios);

    assertThat(estimate.median()).isEqualTo(1.0);
    assertThat(estimate.low()).isIn(Arrays.stream(ratios).boxed().toArray());
    assertThat(estimate.high()).isIn(Arrays.stream(ratios).boxed().toArray());
    assertThat(estimate.low()).isLessThan(1.0);
    assertThat(estimate.high()).isGreaterThan(1.0);
  }

  /**
   * The closed form: of seven numbers, a resample's median is one of the least k with B(7, k/7).
   */
  @Test
  void theEndsAreTheQuantilesOfTheBinomialLaw() {
    double[] ratios = {1, 2, 3, 4, 5, 6, 7};
    RatioEstimate estimate = RatioEstimate.of(ratios);

    assertThat(estimate.low()).isEqualTo(quantile(0.025));
    assertThat(estimate.high()).isEqualTo(quantile(0.975));
  }

  /** The least k for which a resample's median is at most k with that probability. */
  private static double quantile(double probability) {
    for (int k = 1; k <= 7; k++) {
      double atMost = 0;
      for (int among = 4; among <= 7; among++) {
        atMost += binomial(among) * Math.pow(k / 7.0, among) * Math.pow(1 - k / 7.0, 7 - among);
      }
      if (atMost >= probability) {
        return k;
      }
    }
    throw new AssertionError();
  }

  private static double binomial(int k) {
    double product = 1;
    for (int i = 0; i < k; i++) {
      product = product * (7 - i) / (i + 1);
    }
    return product;
  }

  @Test
  void theIntervalCoversTheTruthAboutAsOftenAsItSays() {
    Random random = new Random(7);
    int covered = 0;
    int trials = 300;
    for (int trial = 0; trial < trials; trial++) {
      double[] ratios = new double[15];
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] = Math.exp(0.2 * random.nextGaussian());
      }
      RatioEstimate estimate = RatioEstimate.of(ratios);
      if (estimate.low() <= 1 && 1 <= estimate.high()) {
        covered++;
      }
    }
    assertThat((double) covered / trials).isCloseTo(0.95, within(0.05));
  }
}

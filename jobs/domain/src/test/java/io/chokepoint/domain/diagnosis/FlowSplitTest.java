package io.chokepoint.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlowSplitTest {
  @Test
  void oneChangedFactorTakesTheWholeChange() {
    double[] shares =
        FlowSplit.shares(new double[] {1_000, 0.9, 0.5}, new double[] {1_000, 0.7, 0.5});
    assertThat(shares[0]).isZero();
    assertThat(shares[1]).isCloseTo(-100, within(1e-9));
    assertThat(shares[2]).isZero();
  }

  @Test
  void moreDemandAndAWorseStepAreToldApart() {
    // 1000·0.9 = 900 → 1400·0.7 = 980; L = 80/ln(980/900).
    double mean = 80 / Math.log(980.0 / 900);
    double[] shares = FlowSplit.shares(new double[] {1_000, 0.9}, new double[] {1_400, 0.7});
    assertThat(shares[0]).isCloseTo(mean * Math.log(1.4), within(1e-9));
    assertThat(shares[1]).isCloseTo(mean * Math.log(7.0 / 9), within(1e-9)).isLessThan(-200);
  }

  @Test
  void sharesAddUpToTheChange() {
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      double[] before = factors(random, 2 + random.nextInt(7));
      double[] after = before.clone();
      // From nearly no change at all to any.
      double scale = Math.pow(10, -random.nextInt(17));
      for (int i = 0; i < after.length; i++) {
        after[i] *= 1 + scale * (random.nextDouble() - 0.5);
        if (random.nextInt(12) == 0) {
          after[i] = 0;
        }
        if (random.nextInt(12) == 0) {
          before[i] = 0;
        }
      }
      double change = product(after) - product(before);
      double[] shares = FlowSplit.shares(before, after);
      assertThat(Arrays.stream(shares).sum()).as("seed %d", seed).isCloseTo(change, within(1e-9));
      assertThat(shares).doesNotContain(Double.NaN);
    }
  }

  @Test
  void nothingChangedHasNoShares() {
    double[] same = {12_345, 0.7, 0, 0.3};
    assertThat(FlowSplit.shares(same, same)).containsOnly(0);
    assertThat(FlowSplit.shares(new double[] {12_345, 0.7}, new double[] {12_345, 0.7}))
        .containsOnly(0);
  }

  @Test
  void aStepThatFellToNothingTakesNearlyAllOfTheChange() {
    double[] shares =
        FlowSplit.shares(new double[] {10_000, 0.9, 0.8}, new double[] {11_000, 0, 0.7});
    assertThat(shares[1]).isBetween(-7_200.0 * 1.01, -7_200.0 * 0.99);
  }

  @Test
  void theOrderOfTheFactorsDoesNotMatter() {
    double[] shares = FlowSplit.shares(new double[] {100, 0.9, 0.5}, new double[] {90, 0.6, 0.7});
    double[] turned = FlowSplit.shares(new double[] {0.5, 100, 0.9}, new double[] {0.7, 90, 0.6});
    assertThat(turned)
        .containsExactly(new double[] {shares[2], shares[0], shares[1]}, within(1e-9));
  }

  private static double[] factors(Random random, int count) {
    double[] factors = random.doubles(count, 0.001, 1).toArray();
    factors[0] *= 100_000;
    return factors;
  }

  private static double product(double[] factors) {
    double product = 1;
    for (double factor : factors) {
      product *= factor;
    }
    return product;
  }
}

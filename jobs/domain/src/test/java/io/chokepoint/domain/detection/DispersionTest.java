package io.chokepoint.domain.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.chokepoint.domain.journey.Packing;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DispersionTest {
  private static final int ENTRANTS = 60;
  private static final double RATE = 0.8;
  private static final double VARIANCE = ENTRANTS * RATE * (1 - RATE);
  private static final int EVALUATIONS = 30_000;

  private final ResidualBlocks blocks = new ResidualBlocks();
  private final Dispersion dispersion = new Dispersion(8, 1);

  @Test
  void independentEntrantsAreNotDispersed() {
    SplittableRandom random = new SplittableRandom(23);
    for (int i = 0; i < EVALUATIONS; i++) {
      learn(binomial(random, ENTRANTS, RATE) - ENTRANTS * RATE, VARIANCE);
    }
    for (int scale = 0; scale < BlockSums.scales(); scale++) {
      assertThat(dispersion.at(scale)).isBetween(0.85, 1.15);
    }
    assertThat(dispersion.value()).isBetween(1.0, 1.15);
  }

  @Test
  void batchesThatFareTogetherAreDispersedByTheirSize() {
    int batch = 6;
    SplittableRandom random = new SplittableRandom(29);
    for (int i = 0; i < EVALUATIONS; i++) {
      int converted = batch * binomial(random, ENTRANTS / batch, RATE);
      learn(converted - ENTRANTS * RATE, VARIANCE);
    }
    assertThat(dispersion.at(0)).isBetween(0.95 * batch, 1.05 * batch);
    assertThat(dispersion.value()).isBetween(0.95 * batch, 1.15 * batch);
  }

  @Test
  void whatLastsForMinutesShowsTheMoreTheLongerTheBlocks() {
    double memory = 0.95;
    double shock = 0.012;
    SplittableRandom random = new SplittableRandom(31);
    double drift = 0;
    for (int i = 0; i < EVALUATIONS; i++) {
      double up = random.nextDouble();
      drift = memory * drift + shock * (up - random.nextDouble());
      learn(binomial(random, ENTRANTS, RATE + drift) - ENTRANTS * RATE, VARIANCE);
    }
    // Closed form: a sum of n steps of an autoregression varies by s²(n + 2 Σ (n − k)·ρᵏ), where s²
    // is the variance of a shock, here of the difference of two uniform numbers, over 1 − ρ².
    double oneStep = shock * shock / 6 / (1 - memory * memory);
    for (int scale = 0; scale < BlockSums.scales(); scale++) {
      int n = BlockSums.length(scale);
      double steps = n;
      for (int k = 1; k < n; k++) {
        steps += 2 * (n - k) * Math.pow(memory, k);
      }
      double expected = 1 + ENTRANTS * ENTRANTS * oneStep * steps / (n * VARIANCE);
      assertThat(dispersion.at(scale)).isCloseTo(expected, withinPercentage(15));
    }
    assertThat(dispersion.value())
        .isGreaterThan(2 * dispersion.at(0))
        .isEqualTo(dispersion.at(BlockSums.scales() - 1));
  }

  @Test
  void thePriorHoldsUntilAsManyBlocksSpeakAgainstIt() {
    Dispersion guarded = new Dispersion(10, 3);
    assertThat(guarded.value()).isEqualTo(3);
    BlockSums lesson = new BlockSums();
    for (int i = 0; i < 10; i++) {
      lesson.add(0, 0, 5);
    }
    guarded.learn(lesson);
    assertThat(guarded.at(0)).isEqualTo(1.5);
    assertThat(guarded.at(1)).isEqualTo(3);
    guarded.decay(0);
    assertThat(guarded.value()).isEqualTo(3);
  }

  @Test
  void whatDecaysWeighsLessAgainstThePrior() {
    BlockSums lesson = new BlockSums();
    for (int i = 0; i < 8; i++) {
      lesson.add(0, 6, 4);
    }
    dispersion.learn(lesson);
    assertThat(dispersion.at(0)).isEqualTo((8 * 1 + 8 * 9) / 16.0);
    dispersion.decay(0.5);
    assertThat(dispersion.at(0)).isEqualTo((8 * 1 + 4 * 9) / 12.0);
  }

  @Test
  void itIsNeverBelowOne() {
    for (int i = 0; i < 1_000; i++) {
      learn(0, 10);
    }
    assertThat(dispersion.at(0)).isLessThan(0.1);
    assertThat(dispersion.value()).isEqualTo(1);
  }

  @Test
  void evaluationsWithoutEvidenceTeachNothing() {
    for (int i = 0; i < 1_000; i++) {
      learn(0, 0);
    }
    assertThat(dispersion.at(0)).isEqualTo(1);
    BlockSums lesson = new BlockSums();
    blocks.add(3, 0, lesson);
    assertThat(lesson.blocks(0)).isZero();
  }

  @Test
  void lessonsThatWaitedTeachWhatTheyWouldHaveAtOnce() {
    SplittableRandom random = new SplittableRandom(37);
    ResidualBlocks sameBlocks = new ResidualBlocks();
    BlockSums waiting = new BlockSums();
    for (int i = 0; i < 500; i++) {
      double residual = random.nextInt(41) - 20;
      learn(residual, 25);
      BlockSums lesson = new BlockSums();
      sameBlocks.add(residual, 25, lesson);
      waiting.merge(lesson);
    }
    Dispersion later = new Dispersion(8, 1);
    later.learn(waiting);
    for (int scale = 0; scale < BlockSums.scales(); scale++) {
      assertThat(waiting.blocks(scale)).isEqualTo(Math.floorDiv(500, BlockSums.length(scale)));
      assertThat(later.at(scale)).isCloseTo(dispersion.at(scale), within(1e-9));
    }
  }

  @Test
  void brokenOffBlocksBeginAnew() {
    BlockSums lesson = new BlockSums();
    for (int i = 0; i < 3; i++) {
      blocks.add(100, 1, lesson);
    }
    blocks.breakOff();
    for (int i = 0; i < 3; i++) {
      blocks.add(1, 1, lesson);
      assertThat(lesson.blocks(1)).isZero();
    }
    blocks.add(1, 1, lesson);
    assertThat(lesson.blocks(1)).isEqualTo(1);
    assertThat(lesson.inflation(1, 1e-9, 1)).isCloseTo(4, within(1e-6));
  }

  @Test
  void itComesBackFromTheState() {
    SplittableRandom random = new SplittableRandom(41);
    for (int i = 0; i < 100; i++) {
      learn(random.nextInt(11) - 5, 4);
    }
    Packing.Writer writer = new Packing.Writer();
    blocks.pack(writer);
    dispersion.pack(writer);
    Packing.Reader reader = new Packing.Reader();
    reader.reset(writer.toBytes());
    ResidualBlocks blocksAgain = ResidualBlocks.unpack(reader);
    Dispersion again = Dispersion.unpack(8, 1, reader);
    assertThat(reader.hasMore()).isFalse();
    for (int i = 0; i < 100; i++) {
      double residual = random.nextInt(11) - 5;
      learn(residual, 4);
      BlockSums lesson = new BlockSums();
      blocksAgain.add(residual, 4, lesson);
      again.learn(lesson);
    }
    for (int scale = 0; scale < BlockSums.scales(); scale++) {
      assertThat(again.at(scale)).isEqualTo(dispersion.at(scale));
    }
  }

  @Test
  void whatIsNoResidualIsRefused() {
    BlockSums lesson = new BlockSums();
    assertThatIllegalArgumentException().isThrownBy(() -> blocks.add(Double.NaN, 1, lesson));
    assertThatIllegalArgumentException().isThrownBy(() -> blocks.add(1, -1, lesson));
    assertThatIllegalArgumentException().isThrownBy(() -> new Dispersion(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Dispersion(1, 0.5));
  }

  private void learn(double residual, double variance) {
    BlockSums lesson = new BlockSums();
    blocks.add(residual, variance, lesson);
    dispersion.learn(lesson);
  }

  private static int binomial(SplittableRandom random, int trials, double rate) {
    int successes = 0;
    for (int i = 0; i < trials; i++) {
      successes += random.nextDouble() < rate ? 1 : 0;
    }
    return successes;
  }
}

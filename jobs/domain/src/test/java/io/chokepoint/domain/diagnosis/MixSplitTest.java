package io.chokepoint.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chokepoint.domain.detection.EdgeStatus.SegmentCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MixSplitTest {
  @Test
  void aShiftOfTrafficIsAllMix() {
    // Rates of 0.9 and 0.5; their traffic goes from half and half to 1:4. 0.7 → 0.58.
    MixSplit split = MixSplit.of("app", List.of(count(200, 0.9, 1, 0.5), count(800, 0.5, 1, 0.5)));
    assertThat(split.change()).isCloseTo(-0.12, within(1e-12));
    assertThat(split.mixChange()).isCloseTo(-0.12, within(1e-12));
    assertThat(split.rateChange()).isCloseTo(0, within(1e-12));
  }

  @Test
  void aWorseSegmentIsAllRate() {
    MixSplit split =
        MixSplit.of("app", List.of(count(500, 0.9, 0.5, 0.5), count(500, 0.5, 1, 0.5)));
    assertThat(split.rateChange()).isCloseTo(-0.225, within(1e-12));
    assertThat(split.mixChange()).isCloseTo(0, within(1e-12));
  }

  @Test
  void thePartsAddUpToTheChange() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<SegmentCounts> segments = new ArrayList<>();
      double before = 0;
      double shares = 0;
      double now = 0;
      double entrants = 0;
      for (int i = 1 + random.nextInt(50); i > 0; i--) {
        double n = random.nextInt(4) == 0 ? 0 : random.nextInt(1_000);
        double rate = random.nextDouble();
        double ratio = 2 * random.nextDouble();
        double share = random.nextDouble();
        segments.add(count(n, rate, ratio, share));
        before += share * rate;
        shares += share;
        now += n * rate * (n > 0 ? ratio : 1);
        entrants += n;
      }
      MixSplit split = MixSplit.of("app", segments);
      assertThat(split.rateChange() + split.mixChange()).isCloseTo(split.change(), within(1e-12));
      if (entrants > 0) {
        assertThat(split.change()).isCloseTo(now / entrants - before / shares, within(1e-9));
      }
    }
  }

  private static SegmentCounts count(double entrants, double rate, double ratio, double share) {
    double expected = entrants * rate;
    return new SegmentCounts(
        0,
        "s" + entrants,
        entrants,
        expected,
        expected * ratio,
        expected * (1 - rate),
        share,
        rate);
  }
}

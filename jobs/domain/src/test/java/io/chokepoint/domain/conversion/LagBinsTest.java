package io.chokepoint.domain.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LagBinsTest {
  /** From here on the bounds of the shortest bins are different whole milliseconds. */
  private static final long LONG_ENOUGH_MILLIS = 10_000;

  @Test
  void thereAre16To32BinsAndTheLastEndsAtTheHorizon() {
    Random random = new Random(5);
    for (int i = 0; i < 1_000; i++) {
      long horizon =
          LONG_ENOUGH_MILLIS + (random.nextLong() >>> 1) % (1L << random.nextInt(20, 45));
      LagBins bins = new LagBins(horizon);
      assertThat(bins.count()).as("horizon %d", horizon).isBetween(16, 32);
      assertThat(bins.upperMillis(bins.count() - 1)).isEqualTo(horizon);
      assertThat(bins.upperMillis(0)).isEqualTo((horizon + 4_095) / 4_096);
    }
  }

  @Test
  void aShortHorizonHasFewerBinsOfWholeMilliseconds() {
    for (long horizon = 1; horizon < 300; horizon++) {
      LagBins bins = new LagBins(horizon);
      assertThat(bins.count()).isBetween(1, LagBins.COUNT);
      assertThat(bins.upperMillis(bins.count() - 1)).isEqualTo(horizon);
      for (int i = 1; i < bins.count(); i++) {
        assertThat(bins.upperMillis(i)).isGreaterThan(bins.upperMillis(i - 1));
      }
    }
  }

  @Test
  void everyLagLiesInTheFirstBinWhoseBoundIsNotBelowIt() {
    Random random = new Random(6);
    for (int i = 0; i < 200; i++) {
      long horizon = 1L + random.nextInt(1 << random.nextInt(1, 31));
      LagBins bins = new LagBins(horizon);
      for (int k = 0; k < 50; k++) {
        long lag =
            k < bins.count()
                ? bins.upperMillis(k) + random.nextInt(-1, 2)
                : random.nextLong(horizon + 1);
        assertThat(bins.binOf(Math.max(0, lag)))
            .as("lag %d of %d", lag, horizon)
            .isEqualTo(linear(bins, Math.max(0, lag)));
      }
    }
  }

  private static int linear(LagBins bins, long lag) {
    for (int i = 0; i < bins.count(); i++) {
      if (lag <= bins.upperMillis(i)) {
        return i;
      }
    }
    return bins.count() - 1;
  }

  @Test
  void aHorizonIsAtLeastAMillisecond() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LagBins(0))
        .withMessage("a horizon is at least 1 ms, not 0");
  }
}

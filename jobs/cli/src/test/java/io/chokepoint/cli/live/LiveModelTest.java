package io.chokepoint.cli.live;

import static io.chokepoint.cli.live.Rows.step;
import static io.chokepoint.cli.live.Rows.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LiveModelTest {

  private final LiveModel model = new LiveModel(Rows.NETWORK);

  @Test
  void ratesComeFromCompleteCohortsAndPendingFromIncompleteOnes() {
    model.accept(step(1, 10, 9).build());
    model.accept(step(2, 10, 5).build());
    model.accept(step(3, 10, 0).setStatus(ConversionStatus.provisional).setPending(10).build());
    StageFlow answered = answered();
    assertThat(answered.rate()).hasValue(0.7);
    assertThat(answered.pending()).isEqualTo(10);
  }

  @Test
  void theHighestVersionOfARowHoldsWheneverItCame() {
    model.accept(step(1, 10, 8).setVersion(3).build());
    model.accept(step(1, 10, 2).setVersion(2).build());
    assertThat(answered().rate()).hasValue(0.8);
    model.accept(step(1, 10, 9).setVersion(4).build());
    assertThat(answered().rate()).hasValue(0.9);
  }

  @Test
  void withoutEntrantsTheRateIsAbsent() {
    assertThat(answered().rate()).isEmpty();
    model.accept(step(1, 0, 0).build());
    assertThat(answered().rate()).isEmpty();
    assertThat(answered().lagP50Millis()).isEmpty();
  }

  @Test
  void oldCohortsNoLongerCount() {
    model.accept(step(0, 1_000, 0).build());
    for (int cohort = 1; cohort <= RecentRows.RECENT_COHORTS; cohort++) {
      model.accept(step(cohort, 10, 10).build());
    }
    assertThat(answered().rate()).hasValue(1.0);
  }

  @Test
  void theMedianLagIsTheUpperEndOfItsBin() {
    model.accept(step(1, 10, 10).setConversionsByBin(java.util.List.of(5L, 5L)).build());
    assertThat(answered().lagP50Millis()).hasValue(1_000);
    model.accept(
        step(1, 10, 10).setVersion(2).setConversionsByBin(java.util.List.of(6L, 4L)).build());
    assertThat(answered().lagP50Millis()).hasValue(100);
  }

  @Test
  void brokenDownRowsAndOtherNetworksDoNotCount() {
    model.accept(step(1, 10, 1).setDimension("app").setSegment("a").build());
    model.accept(step(1, 10, 1).setNetwork("village").build());
    assertThat(answered().rate()).isEmpty();
  }

  @Test
  void demandIsCountedInWindowsThatHaveEnded() {
    model.accept(step(1, 60, 0).setEdge(ConversionEdge.funnel).build());
    model.accept(step(2, 3, 0).setEdge(ConversionEdge.funnel).build());
    assertThat(model.flow().paths().get(0).stages().get(0).perMinute()).hasValue(60);
  }

  @Test
  void theLatestVerdictMarksItsStage() {
    model.accept(verdict(2).build());
    model.accept(verdict(1).setTo("asked").build());
    assertThat(answered().suspected()).isTrue();
    assertThat(model.verdict().orElseThrow().getEvaluatedAt())
        .isEqualTo(Instant.ofEpochMilli(2 * Rows.MINUTE));
  }

  private StageFlow answered() {
    return model.flow().paths().get(0).stages().get(1);
  }
}

package io.chokepoint.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.cli.live.LiveModel;
import io.chokepoint.datagen.Truth;
import io.chokepoint.domain.network.Network;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SummaryTest {

  private static final Truth.Where INCIDENT =
      new Truth.Where("request", "executed", "compute", 0, 60_000, 0.4, 0.99, null);

  private final LiveModel model =
      new LiveModel(new Network("town", List.of(), List.of(), List.of(), List.of()));

  @Test
  void theLayerIsNamedAndHeldAgainstWhatWasSimulated() {
    verdict(VerdictState.bottleneck, "executed", "compute");
    assertThat(summary(INCIDENT))
        .contains("demand stops in the layer compute (request: routed to executed).")
        .contains("executed of the layer compute let 40 % through instead of 99 %")
        .contains("That is right: compute.");
  }

  @Test
  void anotherStageThanTheIncidentsIsNotCalledRight() {
    verdict(VerdictState.bottleneck, "paid", "payments");
    assertThat(summary(INCIDENT)).contains("names another stage").doesNotContain("right");
  }

  @Test
  void aHealthyNetworkFlows() {
    verdict(VerdictState.flowing, null, null);
    assertThat(summary(null)).contains("demand flows", "That is right", "nothing is flagged");
  }

  @Test
  void aFalseAlarmIsCalledOne() {
    verdict(VerdictState.bottleneck, "paid", "payments");
    assertThat(summary(null)).contains("The verdict is wrong");
  }

  @Test
  void withoutAVerdictNothingIsClaimed() {
    assertThat(summary(INCIDENT)).contains("no verdict was reached", "has not been found");
  }

  private String summary(Truth.@Nullable Where incident) {
    return String.join("\n", Summary.of(model, new Truth("town", 1, 0, 60_000, 60, incident)));
  }

  private void verdict(VerdictState state, @Nullable String stage, @Nullable String layer) {
    model.accept(
        Verdict.newBuilder()
            .setNetwork("town")
            .setEvaluatedAt(Instant.EPOCH)
            .setState(state)
            .setPath(stage == null ? null : "request")
            .setFrom(stage == null ? null : "routed")
            .setTo(stage)
            .setLayer(layer)
            .build());
  }
}

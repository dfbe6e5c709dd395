package io.chokepoint.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.cli.Troubles;
import io.chokepoint.cli.live.LiveModel;
import io.chokepoint.datagen.scenario.Kind;
import io.chokepoint.datagen.scenario.Truth;
import io.chokepoint.domain.network.Network;
import io.chokepoint.results.AlertSeverity;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SummaryTest {

  private static final Truth.Incident INCIDENT = incident(Kind.LOSSY, 1_234);

  private final LiveModel model =
      new LiveModel(new Network("town", List.of(), List.of(), List.of(), List.of()));

  @Test
  void theLayerIsNamedAndHeldAgainstWhatWasSimulated() {
    verdict(VerdictState.bottleneck, "executed", "compute");
    assertThat(summary(INCIDENT))
        .contains("demand stops in the layer compute (request: routed to executed).")
        .contains("lossy at request/executed (layer compute) from 1970-01-01T00:00:00Z")
        .contains("1,234 journeys lost")
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
  void whatChangedIsNamedBeforeWhatLimits() {
    verdict(VerdictState.bottleneck, "paid", "payments");
    model.accept(Troubles.answered("town", 1).setFrom("routed").setTo("executed").build());
    assertThat(summary(INCIDENT))
        .contains(
            "Found:     demand stops in the layer compute (request: routed to executed): lossy since"
                + " 2026-01-01 10:00, found 2026-01-01 10:04 UTC.")
        .contains("Limiting:  demand stops in the layer payments (request: routed to paid).")
        .contains("That is right: compute.");
  }

  @Test
  void aTicketIsNoAlarm() {
    verdict(VerdictState.flowing, null, null);
    model.accept(Troubles.answered("town", 1).setSeverity(AlertSeverity.ticket).build());
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

  @Test
  void whatIsOverAtTheEndWasFoundAllTheSame() {
    verdict(VerdictState.bottleneck, "executed", "compute");
    verdict(VerdictState.flowing, null, null);
    assertThat(summary(INCIDENT)).contains("That is right: compute.");
  }

  @Test
  void whatLosesNoDemandNeedsNoVerdict() {
    verdict(VerdictState.flowing, null, null);
    assertThat(summary(incident(Kind.SLOW, 0))).contains("nothing lost by it", "That is right");
  }

  private String summary(Truth.@Nullable Incident incident) {
    return String.join(
        "\n",
        Summary.of(
            model,
            new Truth(
                "town",
                "trouble",
                "There is trouble.",
                false,
                1,
                0,
                60_000,
                60,
                incident == null ? List.of() : List.of(incident))));
  }

  private static Truth.Incident incident(Kind kind, long lost) {
    return new Truth.Incident(
        kind,
        "compute",
        "request",
        "executed",
        null,
        null,
        List.of(),
        0,
        0,
        60_000,
        0.6,
        1,
        0,
        null,
        lost,
        lost);
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

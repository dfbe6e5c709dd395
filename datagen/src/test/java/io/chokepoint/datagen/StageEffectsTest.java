package io.chokepoint.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chokepoint.datagen.scenario.Truth;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.events.ExecutionEvent;
import io.chokepoint.events.ExecutionEventType;
import io.chokepoint.events.ProofEvent;
import io.chokepoint.events.ProofEventType;
import io.chokepoint.events.SettlementEvent;
import io.chokepoint.events.SettlementEventType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Effects at stages are seen at their stage and nowhere upstream. */
class StageEffectsTest {
  private static final Rehearsal HEALTHY = Rehearsal.HEALTHY;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "request/admitted",
        "request/routed",
        "request/executed",
        "request/paid",
        "request/rewarded",
        "request/verified",
        "request/trusted",
        "node/serving",
        "model/invoked",
        "application/used",
        "return/returned"
      })
  void aLossyStageLosesItsShareAndNoStageUpstreamLosesAny(String place) {
    Rehearsal hit = Rehearsal.of(effect("lossy", "at: " + place + ", share: 0.6"));

    assertThat(hit.rate(place)).isCloseTo(0.4 * HEALTHY.rate(place), within(0.1));
    assertUpstreamAsHealthy(hit, place);
    assertThat(hit.rate(place, 0, 28)).as("before").isGreaterThan(0.75 * HEALTHY.rate(place));
    assertThat(hit.rate(place, 115, 130)).as("after").isGreaterThan(0.75 * HEALTHY.rate(place));
  }

  @ParameterizedTest
  @ValueSource(strings = {"request/admitted", "request/executed", "request/trusted"})
  void whatIsCountedAsLostIsWhatIsMissing(String place) {
    Rehearsal hit = Rehearsal.of(effect("lossy", "at: " + place + ", share: 0.6"));
    Truth.Incident incident = hit.truth.incidents().get(0);
    int entrants = 0;
    double missing = 0;
    for (long minute = 40; minute < 100; minute += 10) {
      entrants = hit.entrants(place);
      missing += HEALTHY.rate(place, minute, minute + 10) - hit.rate(place, minute, minute + 10);
    }
    // Entrants were counted over the half of the hour that is clear of its edges.
    double expected = missing / 6 * entrants * 2;
    assertThat((double) incident.lost()).isCloseTo(expected, within(0.15 * expected));
  }

  @ParameterizedTest
  @CsvSource({
    "request/admitted, 'factor: 4', 4",
    "request/executed, 'factor: 4', 4",
    "request/paid, 'delay: 4m', 2.5",
    "request/rewarded, 'delay: 8m', 1.3",
    "request/verified, 'factor: 8', 1.2"
  })
  void aSlowStageKeepsItsRateAndTakesLonger(String place, String measure, double times) {
    Rehearsal hit = Rehearsal.of(effect("slow", "at: " + place + ", " + measure));

    assertThat(hit.rate(place)).isGreaterThan(0.93 * HEALTHY.rate(place));
    assertThat((double) hit.medianLagMillis(place))
        .isGreaterThan(0.8 * times * HEALTHY.medianLagMillis(place));
    assertUpstreamAsHealthy(hit, place);
    for (String above : upstream(place)) {
      assertThat(hit.medianLagMillis(above))
          .as(above)
          .isCloseTo(HEALTHY.medianLagMillis(above), within(HEALTHY.medianLagMillis(above) / 5));
    }
  }

  @Test
  void lostCapacityShowsAsQueueingAndTimeouts() {
    Rehearsal hit = Rehearsal.of(effect("capacity-loss", "at: request/executed, share: 0.97"));

    assertThat(hit.rate("request/executed")).isLessThan(0.8);
    assertThat(hit.medianLagMillis("request/executed"))
        .isGreaterThan(2 * HEALTHY.medianLagMillis("request/executed"));
    assertThat(failures(hit, "timeout")).isGreaterThan(5 * failures(HEALTHY, "timeout"));
    assertThat(hit.rate("request/admitted"))
        .isCloseTo(HEALTHY.rate("request/admitted"), within(0.03));
    assertThat(hit.truth.incidents().get(0).lost()).isPositive();
  }

  @Test
  void aPriceFeedFailureIsASilentLeakFromExecutionToPayment() {
    Rehearsal hit = Rehearsal.of(effect("price-feed-failure", "at: request/paid, share: 0.6"));

    assertThat(hit.rate("request/paid"))
        .isCloseTo(0.4 * HEALTHY.rate("request/paid"), within(0.08));
    assertUpstreamAsHealthy(hit, "request/paid");
    assertThat(settlements(hit, SettlementEventType.failed))
        .isLessThanOrEqualTo(settlements(HEALTHY, SettlementEventType.failed) + 5);
  }

  @Test
  void proofsOfRevokedNodesAreRejected() {
    Rehearsal hit = Rehearsal.of(effect("revoked-attestation", "at: request/verified, share: 0.4"));
    List<String> revoked = hit.truth.incidents().get(0).values();

    assertThat(hit.rate("request/verified")).isBetween(0.4, 0.75);
    assertUpstreamAsHealthy(hit, "request/verified");
    assertThat(revoked).isNotEmpty();
    assertThat(
            hit.within(
                ProofEvent.class, proof -> "pcr_revoked".equals(String.valueOf(proof.getReason()))))
        .isNotEmpty()
        .allMatch(proof -> proof.getType() == ProofEventType.rejected)
        .allMatch(proof -> revoked.contains(proof.getTeeId()));
    assertThat(hit.within(ProofEvent.class, proof -> proof.getType() == ProofEventType.verified))
        .noneMatch(proof -> revoked.contains(proof.getTeeId()));
  }

  @Test
  void aSegmentIsHitAndTheRestIsNot() {
    Rehearsal hit =
        Rehearsal.of(
            effect(
                "lossy",
                "at: request/executed, share: 0.9, reason: out_of_memory,"
                    + " segment: {dimension: model, top: 1}"));
    String model = hit.truth.incidents().get(0).values().get(0);

    assertThat(failuresOf(hit, model, true)).isGreaterThan(0.8);
    assertThat(failuresOf(hit, model, false)).isLessThan(0.1);
    assertUpstreamAsHealthy(hit, "request/executed");
  }

  private static void assertUpstreamAsHealthy(Rehearsal hit, String place) {
    for (String above : upstream(place)) {
      assertThat(hit.rate(above)).as(above).isCloseTo(HEALTHY.rate(above), within(0.04));
    }
  }

  /** The places on the line to a place, without it; of an entity's path those of the requests. */
  private static List<String> upstream(String place) {
    Path requests = Rehearsal.NETWORK.paths().get(0);
    List<String> above = new ArrayList<>();
    String stage = place.startsWith(requests.name() + "/") ? place.split("/", 2)[1] : "executed";
    int index = requests.stages().get(requests.stageIndex(stage)).after();
    while (index > 0) {
      Stage before = requests.stages().get(index);
      above.add(requests.name() + "/" + before.name());
      index = before.after();
    }
    return above;
  }

  private static String effect(String kind, String rest) {
    return "{kind: " + kind + ", " + Rehearsal.FROM_UNTIL + ", " + rest + "}";
  }

  private static long failures(Rehearsal run, String reason) {
    return run.within(ExecutionEvent.class, event -> reason.equals(event.getReason())).size();
  }

  private static double failuresOf(Rehearsal run, String model, boolean of) {
    List<ExecutionEvent> events =
        run.within(ExecutionEvent.class, event -> event.getModelId().equals(model) == of);
    return (double)
            events.stream().filter(event -> event.getType() == ExecutionEventType.failed).count()
        / events.size();
  }

  private static int settlements(Rehearsal run, SettlementEventType type) {
    return run.within(SettlementEvent.class, event -> event.getType() == type).size();
  }
}

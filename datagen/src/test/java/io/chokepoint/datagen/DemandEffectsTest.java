package io.chokepoint.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chokepoint.events.RequestEvent;
import io.chokepoint.events.SettlementEvent;
import io.chokepoint.events.SettlementEventType;
import org.junit.jupiter.api.Test;

/** Effects on demand change how much there is, or where it goes, and no stage's rate. */
class DemandEffectsTest {
  private static final Rehearsal HEALTHY = Rehearsal.HEALTHY;

  @Test
  void aSurgeMultipliesDemandAndNoStageLosesAny() {
    Rehearsal hit = run("kind: traffic-surge, at: request/requested, factor: 2");

    assertThat((double) requests(hit) / requests(HEALTHY)).isCloseTo(2, within(0.3));
    assertRatesAsHealthy(hit);
    assertThat(hit.truth.incidents().get(0).lost()).isZero();
  }

  @Test
  void aSlumpIsOfNewcomersFirstSoThatNoStageLosesAnyByIt() {
    Rehearsal hit = run("kind: traffic-slump, at: request/requested, factor: 0.2");

    assertThat((double) requests(hit) / requests(HEALTHY)).isBetween(0.2, 0.6);
    assertRatesAsHealthy(hit);
    assertThat(hit.rate("return/returned"))
        .isCloseTo(HEALTHY.rate("return/returned"), within(0.08));
    assertThat(hit.truth.incidents().get(0).lost()).isZero();
  }

  @Test
  void aShiftOfTheMixMovesDemandAndKeepsItsSum() {
    Rehearsal hit =
        run(
            "kind: mix-shift, at: request/requested, share: 0.5,"
                + " segment: {dimension: app, top: 1}");
    String app = hit.truth.incidents().get(0).values().get(0);

    double before = share(HEALTHY, app);
    assertThat(share(hit, app)).isGreaterThan(before + 0.25 * (1 - before));
    assertThat((double) requests(hit) / requests(HEALTHY)).isCloseTo(1, within(0.1));
    assertRatesAsHealthy(hit);
  }

  @Test
  void washDemandGrowsRequestsAndNotPayers() {
    Rehearsal hit =
        run("kind: wash-demand, at: request/paid, factor: 3, reason: insufficient_balance");

    assertThat((double) requests(hit) / requests(HEALTHY)).isCloseTo(3, within(0.5));
    assertThat((double) settled(hit) / settled(HEALTHY)).isCloseTo(1, within(0.1));
    assertThat(hit.rate("request/paid")).isCloseTo(1 / 3.0, within(0.08));
    for (String above : new String[] {"request/admitted", "request/routed", "request/executed"}) {
      assertThat(hit.rate(above)).as(above).isCloseTo(HEALTHY.rate(above), within(0.03));
    }
    assertThat(
            hit.within(
                SettlementEvent.class, event -> "insufficient_balance".equals(event.getReason())))
        .hasSizeGreaterThan(100);
  }

  @Test
  void washDemandMayBeTurnedAwayAtTheGateway() {
    Rehearsal hit = run("kind: wash-demand, at: request/admitted, factor: 3");

    assertThat(hit.rate("request/admitted")).isCloseTo(1 / 3.0, within(0.08));
    assertThat(hit.rate("request/paid")).isCloseTo(HEALTHY.rate("request/paid"), within(0.04));
  }

  private static void assertRatesAsHealthy(Rehearsal hit) {
    for (var stage : Rehearsal.NETWORK.paths().get(0).stages()) {
      if (!stage.isEntry()) {
        String place = "request/" + stage.name();
        assertThat(hit.rate(place)).as(place).isCloseTo(HEALTHY.rate(place), within(0.05));
      }
    }
  }

  private static Rehearsal run(String effect) {
    return Rehearsal.of("{" + effect + ", " + Rehearsal.FROM_UNTIL + "}");
  }

  private static int requests(Rehearsal run) {
    return run.within(RequestEvent.class, request -> true).size();
  }

  private static int settled(Rehearsal run) {
    return run.within(
            SettlementEvent.class, event -> event.getType() == SettlementEventType.settled)
        .size();
  }

  private static double share(Rehearsal run, String app) {
    return (double) run.within(RequestEvent.class, request -> request.getAppId().equals(app)).size()
        / requests(run);
  }
}

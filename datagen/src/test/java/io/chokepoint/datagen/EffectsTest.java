package io.chokepoint.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chokepoint.datagen.scenario.Background;
import io.chokepoint.datagen.scenario.Course;
import io.chokepoint.datagen.scenario.Effect;
import io.chokepoint.datagen.scenario.Kind;
import io.chokepoint.datagen.scenario.Scenario;
import io.chokepoint.datagen.scenario.ScenarioException;
import io.chokepoint.datagen.scenario.Segment;
import io.chokepoint.events.ExecutionEvent;
import io.chokepoint.events.ExecutionEventType;
import io.chokepoint.events.GatewayEvent;
import io.chokepoint.events.ProofEvent;
import io.chokepoint.events.ProofEventType;
import io.chokepoint.events.RequestEvent;
import io.chokepoint.events.SettlementEvent;
import io.chokepoint.events.SettlementEventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each kind of effect does to the stream, and what its toll says of it. */
class EffectsTest {
  private static final Duration FROM = Duration.ofMinutes(30);
  private static final Duration UNTIL = Duration.ofMinutes(90);
  private static final Duration LENGTH = Duration.ofMinutes(100);

  /** A simulation with one effect, from 30 to 90 minutes. */
  private static final class Run {
    final Simulation simulation;
    final List<SimulatedEvent> events;

    Run(String effect) {
      simulation =
          new Simulation(
              Streamed.NETWORK,
              Streamed.steady(LENGTH, 100, Streamed.scenario(effect + ", from: 30m, until: 90m")));
      events = Streamed.events(simulation);
    }

    List<SimulatedEvent> of(Class<?> type, Duration from, Duration until) {
      return events.stream()
          .filter(event -> type.isInstance(event.value()))
          .filter(event -> Streamed.isWithin(event, from, until))
          .toList();
    }

    long lost() {
      return simulation.toll().lost(0);
    }

    long hit() {
      return simulation.toll().hit(0);
    }
  }

  @Test
  void aReasonDominatesTheRefusalsAndTheTollCountsThem() {
    Run run = new Run("kind: lossy, at: request/executed, share: 0.5, reason: out_of_memory");
    long named =
        run.of(ExecutionEvent.class, Duration.ZERO, LENGTH).stream()
            .map(event -> (ExecutionEvent) event.value())
            .filter(event -> "out_of_memory".equals(event.getReason()))
            .count();

    // A fiftieth of the losses is silent; some usual failures have the same reason.
    assertThat((double) run.lost()).isCloseTo(named, within(0.06 * named)).isGreaterThan(2_000);
  }

  @Test
  void aSegmentIsHitAlone() {
    Run run =
        new Run("kind: lossy, at: request/admitted, segment: {dimension: app, top: 1}, share: 0.8");
    String top = run.simulation.toll().values(0).get(0);
    Map<Boolean, int[]> counts = new HashMap<>();
    for (SimulatedEvent event : run.of(GatewayEvent.class, FROM.plusMinutes(1), UNTIL)) {
      GatewayEvent gateway = (GatewayEvent) event.value();
      int[] count = counts.computeIfAbsent(top.equals(gateway.getAppId()), is -> new int[2]);
      count[0]++;
      count[1] += gateway.getReason() == null ? 1 : 0;
    }

    int[] hit = Objects.requireNonNull(counts.get(true));
    int[] spared = Objects.requireNonNull(counts.get(false));
    assertThat(hit[0]).isGreaterThan(100);
    assertThat((double) hit[1] / hit[0]).isBetween(0.1, 0.3);
    assertThat((double) spared[1] / spared[0]).isGreaterThan(0.95);
  }

  @Test
  void whoIsHitGoesByTheNamesThatItHasWhileTheEffectLasts() {
    Simulation simulation =
        new Simulation(
            Streamed.NETWORK,
            Streamed.steady(
                Duration.ofHours(20),
                60,
                Streamed.scenario(
                    "kind: lossy, at: request/admitted, segment: {dimension: app, top: 5}, share: 1,"
                        + " from: 8h, until: 20h")));
    Set<String> atTheStart = new HashSet<>();
    Set<String> refused = new HashSet<>();
    Set<String> admitted = new HashSet<>();
    for (SimulatedEvent event : Streamed.events(simulation)) {
      if (event.value() instanceof GatewayEvent gateway) {
        if (Streamed.isWithin(event, Duration.ZERO, Duration.ofHours(1))) {
          atTheStart.add(gateway.getAppId());
        } else if (Streamed.isWithin(event, Duration.ofHours(8), Duration.ofHours(20))) {
          (gateway.getReason() == null ? admitted : refused).add(gateway.getAppId());
        }
      }
    }
    refused.removeAll(admitted);

    assertThat(refused).anyMatch(app -> !atTheStart.contains(app));
    assertThat(simulation.toll().values(0)).containsExactlyInAnyOrderElementsOf(refused);
  }

  @Test
  void aSlowNetworkIsSlowAndLosesWhatTheGatewayGivesUp() {
    Run run = new Run("kind: slow, at: request/executed, delay: 4m");
    long timeouts =
        run.of(ExecutionEvent.class, Duration.ZERO, LENGTH).stream()
            .filter(event -> "timeout".equals(((ExecutionEvent) event.value()).getReason()))
            .count();

    assertThat(run.lost()).isPositive();
    assertThat(timeouts).isGreaterThanOrEqualTo(run.lost());
    assertThat(run.hit()).isGreaterThan(1_000);
  }

  @Test
  void aSilentTopicLosesItsEvents() {
    Run run = new Run("kind: silent-topic, topic: payments.settlements, events: lost");

    assertThat(run.of(SettlementEvent.class, FROM, UNTIL)).isEmpty();
    assertThat(run.of(SettlementEvent.class, UNTIL, LENGTH)).isNotEmpty();
    assertThat(run.hit()).isGreaterThan(500);
    assertThat(run.lost()).isZero();
  }

  @Test
  void whatASilentTopicHeldIsDeliveredWhenItSpeaks() {
    Run run = new Run("kind: silent-topic, topic: payments.settlements, events: held");
    long speaksMillis = Streamed.START_MILLIS + UNTIL.toMillis();
    List<SimulatedEvent> held = run.of(SettlementEvent.class, FROM, UNTIL);

    assertThat(held).hasSize((int) run.hit()).hasSizeGreaterThan(500);
    assertThat(held).allMatch(event -> event.deliveredMillis() == speaksMillis);
    assertThat(held)
        .isSortedAccordingTo((a, b) -> Long.compare(a.eventTimeMillis(), b.eventTimeMillis()));
  }

  @Test
  void aLateTopicDeliversLater() {
    Run run = new Run("kind: late-topic, topic: compute.executions, delay: 3m");

    assertThat(run.of(ExecutionEvent.class, FROM, UNTIL))
        .hasSizeGreaterThan(4_000)
        .allMatch(event -> event.deliveredMillis() - event.eventTimeMillis() == 180_000);
  }

  @Test
  void aDuplicateIsTheSameEventAgain() {
    Run run = new Run("kind: duplicate-delivery, topic: users.requests, share: 0.3, delay: 10s");
    Set<String> ids = new HashSet<>();
    List<String> again = new ArrayList<>();
    List<SimulatedEvent> requests = run.of(RequestEvent.class, FROM, UNTIL);
    for (SimulatedEvent event : requests) {
      String id = ((RequestEvent) event.value()).getEventId();
      if (!ids.add(id)) {
        again.add(id);
      }
    }

    assertThat(again).hasSize((int) run.hit()).doesNotHaveDuplicates();
    assertThat((double) again.size() / ids.size()).isBetween(0.26, 0.34);
  }

  @Test
  void aMixShiftMovesDemandAndKeepsItsSum() {
    Run run =
        new Run(
            "kind: mix-shift, at: request/requested, segment: {dimension: model, top: 1},"
                + " share: 0.5");
    String top = run.simulation.toll().values(0).get(0);
    List<SimulatedEvent> inside = run.of(RequestEvent.class, FROM, UNTIL);
    long toTop =
        inside.stream()
            .filter(event -> top.equals(((RequestEvent) event.value()).getModelId()))
            .count();

    // A model has a quarter of all requests, and half of the others'.
    assertThat((double) toTop / inside.size()).isBetween(0.55, 0.72);
    assertThat((double) inside.size()).isCloseTo(6_000, within(900.0));
  }

  @Test
  void withoutPricesSessionsAreNotChargedAndNothingSaysSo() {
    Run run = new Run("kind: price-feed-failure, at: request/paid, share: 0.7");
    Duration settled = FROM.plusMinutes(10);
    long before = run.of(SettlementEvent.class, Duration.ofMinutes(5), FROM).size();
    long inside = run.of(SettlementEvent.class, settled, settled.plusMinutes(25)).size();

    assertThat((double) inside / before).isBetween(0.2, 0.42);
    assertThat(run.lost()).isGreaterThan(2_000);
  }

  @Test
  void proofsOfRevokedNodesAreRejected() {
    Run run = new Run("kind: revoked-attestation, at: request/verified, share: 0.5");
    Set<String> revoked = Set.copyOf(run.simulation.toll().values(0));
    long rejected = 0;
    for (SimulatedEvent event : run.of(ProofEvent.class, FROM.plusMinutes(5), UNTIL)) {
      ProofEvent proof = (ProofEvent) event.value();
      if (revoked.contains(proof.getTeeId()) && proof.getType() == ProofEventType.rejected) {
        rejected += proof.getBatchSize();
      }
      assertThat(proof.getType() == ProofEventType.verified && revoked.contains(proof.getTeeId()))
          .isFalse();
    }

    assertThat(rejected).isBetween((long) (0.75 * run.lost()), run.lost());
  }

  @Test
  void washDemandIsExecutedAndDoesNotPay() {
    Run run = new Run("kind: wash-demand, at: request/paid, factor: 3");
    long requests = Streamed.count(RequestEvent.class, run.events, FROM, UNTIL);
    long paid =
        run.of(SettlementEvent.class, FROM.plusMinutes(10), UNTIL).stream()
            .filter(
                event -> ((SettlementEvent) event.value()).getType() == SettlementEventType.settled)
            .mapToLong(event -> ((SettlementEvent) event.value()).getRequestCount())
            .sum();
    long executed =
        run.of(ExecutionEvent.class, FROM.plusMinutes(10), UNTIL).stream()
            .filter(
                event -> ((ExecutionEvent) event.value()).getType() == ExecutionEventType.completed)
            .count();

    assertThat((double) requests / 6_000).isBetween(2.6, 3.4);
    assertThat((double) paid / executed).isBetween(0.27, 0.4);
  }

  @Test
  void theRampIsFeltStepByStep() {
    Run run = new Run("kind: lossy, at: request/routed, share: 1, ramp: 60m, reason: no_capacity");

    assertThat(reached(run, 30, 45)).isBetween(0.75, 0.95);
    assertThat(reached(run, 55, 65)).isBetween(0.35, 0.65);
    assertThat(reached(run, 80, 90)).isBetween(0.0, 0.2);
  }

  private static double reached(Run run, int fromMinute, int untilMinute) {
    Duration from = Duration.ofMinutes(fromMinute);
    Duration until = Duration.ofMinutes(untilMinute);
    return (double) Streamed.count(ExecutionEvent.class, run.events, from, until)
        / Streamed.count(RequestEvent.class, run.events, from, until);
  }

  @Test
  void whatTheNetworkCannotPlayIsRefusedWithAWayOut() {
    // Scenario files are checked before; this one was made by a program.
    Effect effect =
        new Effect(
            Kind.LOSSY,
            "payments",
            "request",
            "paid",
            null,
            new Segment("model", 1, null, Set.of()),
            new Course(0, Course.FOREVER, 0, 0),
            1,
            1,
            0,
            null,
            0,
            Effect.Withheld.LOST);
    Scenario scenario = new Scenario("s", "S.", false, 1, Background.USUAL, List.of(effect));

    assertThatThrownBy(
            () -> new Simulation(Streamed.NETWORK, Streamed.steady(LENGTH, 10, scenario)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("lossy effect at request/paid hits cannot be told apart by model");
  }
}

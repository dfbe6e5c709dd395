package io.chokepoint.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chokepoint.events.AcceptanceEvent;
import io.chokepoint.events.ExecutionEvent;
import io.chokepoint.events.ModelCatalogEvent;
import io.chokepoint.events.NodeEvent;
import io.chokepoint.events.ProofEvent;
import io.chokepoint.events.RequestEvent;
import io.chokepoint.events.SettlementEvent;
import io.chokepoint.events.SettlementMode;
import io.chokepoint.schemas.EventSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final double REQUESTS_PER_MINUTE = 60;
  private static final SimulationOptions OPTIONS =
      Streamed.healthy(Duration.ofHours(2), REQUESTS_PER_MINUTE);
  private static final List<SimulatedEvent> EVENTS = Streamed.events(OPTIONS);

  @Test
  void eventsComeInEventTimeOrderAndCarryTheirTime() {
    long beforeMillis = OPTIONS.startMillis();
    for (SimulatedEvent event : EVENTS) {
      assertThat(event.deliveredMillis()).isGreaterThanOrEqualTo(beforeMillis);
      assertThat(event.eventTimeMillis()).isEqualTo(event.deliveredMillis());
      assertThat(event.value().get(1)).isEqualTo(Instant.ofEpochMilli(event.eventTimeMillis()));
      beforeMillis = event.deliveredMillis();
    }
  }

  @Test
  void everyTopicIsWritten() {
    assertThat(EVENTS.stream().map(SimulatedEvent::topic).collect(Collectors.toSet()))
        .isEqualTo(EventSchemas.topics());
    assertThat(EVENTS)
        .allSatisfy(
            event ->
                assertThat(event.value().getSchema())
                    .isEqualTo(EventSchemas.schemaOf(event.topic())));
  }

  @Test
  void eventIdsAreUnique() {
    Set<Object> ids = new HashSet<>();
    assertThat(EVENTS).allSatisfy(event -> assertThat(ids.add(event.value().get(0))).isTrue());
  }

  @Test
  void idsAreWrittenAsNetworksWriteThem() {
    assertThat(Streamed.of(RequestEvent.class, EVENTS))
        .allSatisfy(
            event -> {
              assertThat(event.getRequestId()).matches("[a-zA-Z0-9_-]{16,128}");
              assertThat(event.getUserId()).matches("0x[0-9a-f]{40}");
              assertThat(event.getMaxPrice()).matches("[1-9][0-9]*");
              assertThat(event.getAppId()).matches("[a-z0-9-]+");
            });
    assertThat(Streamed.of(NodeEvent.class, EVENTS))
        .allSatisfy(event -> assertThat(event.getNodeId()).matches("0x[0-9a-f]{64}"));
    assertThat(Streamed.of(ModelCatalogEvent.class, EVENTS))
        .allSatisfy(event -> assertThat(event.getModelId()).matches("bafkrei[a-z2-7]{52}"));
    assertThat(Streamed.of(SettlementEvent.class, EVENTS))
        .allSatisfy(
            event -> {
              assertThat(event.getNetwork()).isEqualTo("eip155:8453");
              assertThat(event.getAmount()).matches("[1-9][0-9]*");
            });
    assertThat(Streamed.of(ProofEvent.class, EVENTS))
        .allSatisfy(event -> assertThat(event.getBatchId()).matches("0x[0-9a-f]{64}"));
    assertThat(Streamed.of(AcceptanceEvent.class, EVENTS))
        .allSatisfy(event -> assertThat(event.getUserId()).matches("0x[0-9a-f]{40}"));
  }

  @Test
  void requestsComeAtTheRateThatWasAskedFor() {
    List<RequestEvent> requests =
        Streamed.of(RequestEvent.class, EVENTS).stream()
            .filter(event -> event.getEventTime().toEpochMilli() < OPTIONS.endMillis())
            .toList();
    double expected = REQUESTS_PER_MINUTE * OPTIONS.duration().toMinutes();

    // Visits are random and of random length: the standard deviation is about 3 % here.
    assertThat((double) requests.size()).isBetween(0.88 * expected, 1.12 * expected);
  }

  @Test
  void afterTheEndOnlyReturningUsersAskAndInPrivate() {
    Set<String> before = new HashSet<>();
    Set<String> after = new HashSet<>();
    for (RequestEvent event : Streamed.of(RequestEvent.class, EVENTS)) {
      if (event.getEventTime().toEpochMilli() < OPTIONS.endMillis()) {
        before.add(event.getUserId());
      } else {
        assertThat(event.getSettlement()).isEqualTo(SettlementMode.private$);
        after.add(event.getUserId());
      }
    }
    assertThat(after).isNotEmpty();
    assertThat(before).containsAll(after);
  }

  @Test
  void popularityHasAHeavyTail() {
    TreeMap<String, Long> requestsByModel =
        Streamed.of(RequestEvent.class, EVENTS).stream()
            .collect(
                Collectors.groupingBy(
                    RequestEvent::getModelId, TreeMap::new, Collectors.counting()));
    List<Long> counts = requestsByModel.values().stream().sorted().toList();

    assertThat(counts).hasSizeGreaterThan(5);
    assertThat(counts.get(counts.size() - 1)).isGreaterThan(8 * counts.get(0));
  }

  @Test
  void nodesSendAHeartbeatEveryQuarterOfAnHour() {
    TreeMap<String, List<Long>> beats =
        Streamed.of(NodeEvent.class, EVENTS).stream()
            .filter(event -> event.getType() == io.chokepoint.events.NodeEventType.heartbeat)
            .collect(
                Collectors.groupingBy(
                    NodeEvent::getNodeId,
                    TreeMap::new,
                    Collectors.mapping(
                        event -> event.getEventTime().toEpochMilli(), Collectors.toList())));
    assertThat(beats.values())
        .allSatisfy(
            times -> {
              assertThat(times).hasSizeBetween(4, 8);
              assertThat((times.get(1) - times.get(0)) % Duration.ofMinutes(15).toMillis())
                  .isZero();
            });
  }

  @Test
  void nodesAreBusyAndFreeAgain() {
    List<NodeEvent> events = Streamed.of(NodeEvent.class, EVENTS);

    assertThat(events)
        .allSatisfy(event -> assertThat(event.getSlotsBusy()).isBetween(0, event.getSlots()))
        .anySatisfy(event -> assertThat(event.getSlotsBusy()).isZero());
    assertThat(Streamed.of(ExecutionEvent.class, EVENTS)).isNotEmpty();
  }

  @Test
  void memoryDoesNotGrowWithTime() {
    Simulation simulation =
        new Simulation(Streamed.NETWORK, Streamed.healthy(Duration.ofHours(13), 60));
    int afterTwoHours = underWayAt(simulation, Duration.ofHours(2));
    int afterTwelveHours = underWayAt(simulation, Duration.ofHours(12));

    assertThat((double) afterTwelveHours).isLessThan(1.3 * afterTwoHours);
  }

  private static int underWayAt(Simulation simulation, Duration after) {
    long untilMillis = Streamed.START_MILLIS + after.toMillis();
    while (simulation.next().eventTimeMillis() < untilMillis) {
      continue;
    }
    return simulation.underWay();
  }

  @Test
  void endsWhenEverythingBegunIsOver() {
    Simulation simulation =
        new Simulation(Streamed.NETWORK, Streamed.healthy(Duration.ofMinutes(1), 10));
    simulation.forEachRemaining(event -> {});

    assertThat(simulation.underWay()).isZero();
    assertThatThrownBy(simulation::next).isInstanceOf(NoSuchElementException.class);
  }
}

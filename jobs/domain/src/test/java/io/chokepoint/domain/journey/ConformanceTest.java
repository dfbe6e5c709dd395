package io.chokepoint.domain.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chokepoint.domain.journey.StageEvent.Kind;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases of the contract, against the domain alone: the vectors' events in every kind of order.
 */
class ConformanceTest {
  private static final int ORDERS = 20;

  @TestFactory
  Stream<DynamicTest> everyVectorHoldsInAnyOrderAndDoubled() throws IOException {
    try (InputStream file = getClass().getResourceAsStream("/conformance/journeys.json")) {
      JsonNode vectors = new ObjectMapper().readTree(Objects.requireNonNull(file));
      return StreamSupport.stream(vectors.spliterator(), false)
          .map(v -> DynamicTest.dynamicTest(v.get("name").asText(), () -> holds(v)))
          .toList()
          .stream();
    }
  }

  private static void holds(JsonNode vector) {
    Map<String, String> expected = new TreeMap<>();
    for (JsonNode row : vector.get("expected")) {
      expected.put(
          row.get("edge").asText()
              + " "
              + row.get("from").asText()
              + " "
              + row.get("to").asText()
              + " "
              + row.get("cohort_start_ms").asLong(),
          row.get("entrants").asLong() + "/" + row.get("converted").asLong());
    }
    List<JsonNode> events = new ArrayList<>();
    vector.get("events").forEach(events::add);
    Network network = NetworkFile.parse("vector.json", vector.get("network").toString());
    Random random = new Random(7);
    for (int i = 0; i < ORDERS; i++) {
      assertThat(evaluate(network, events)).as("order %d", i).isEqualTo(expected);
      Collections.shuffle(events, random);
      if (i == ORDERS / 2) {
        events.addAll(List.copyOf(events));
      }
    }
  }

  private static Map<String, String> evaluate(Network network, List<JsonNode> events) {
    PathPlan plan = new PathPlan(network, 0);
    List<StageEvent> placed = new ArrayList<>();
    for (JsonNode event : events) {
      TopicRoles roles =
          new TopicRoles(network, network.topicIndex(event.get("topic").asText()), List.of(plan));
      EventFields fields = new EventFields(roles.fields().length);
      for (int f = 0; f < fields.size(); f++) {
        if (event.has(roles.fields()[f])) {
          fields.set(f, event.get(roles.fields()[f]).asText());
        }
      }
      roles.place(fields, event.get("time").asLong(), placed::add);
    }
    Map<String, long[]> tables = new HashMap<>();
    Map<String, byte[]> logs = new HashMap<>();
    Journey journey = new Journey(plan, new JourneyLog(plan, JourneyLog.DEFAULT_CAPACITY));
    for (StageEvent event : expand(placed)) {
      String key = CorrelationKey.unpack(event.key());
      journey.log().clear();
      if (logs.containsKey(key)) {
        journey.log().unpack(logs.get(key));
      }
      journey.add(
          event,
          Long.MIN_VALUE,
          edge -> Long.MIN_VALUE,
          (edge, cohortStart, reason, times, segments) -> {},
          delta -> count(plan, delta, tables));
      logs.put(key, journey.log().pack());
    }
    Map<String, String> counted = new TreeMap<>();
    tables.forEach(
        (edge, counts) -> {
          if (counts[0] != 0 || counts[1] != 0) {
            counted.put(edge, counts[0] + "/" + counts[1]);
          }
        });
    return counted;
  }

  /**
   * What the fan-in operator does with a whole stream: every event of a group for every member of
   * it.
   */
  private static List<StageEvent> expand(List<StageEvent> placed) {
    List<StageEvent> expanded = new ArrayList<>();
    for (StageEvent event : placed) {
      if (event.kind() == Kind.JOURNEY) {
        expanded.add(event);
      }
      for (StageEvent member : placed) {
        if (event.kind() == Kind.SET
            && member.kind() == Kind.MEMBER
            && member.slot() == event.slot()
            && java.util.Arrays.equals(member.key(), event.key())) {
          expanded.add(
              new StageEvent(
                  Kind.JOURNEY,
                  event.path(),
                  event.slot(),
                  event.time(),
                  Objects.requireNonNull(member.member()),
                  null,
                  event.facts(),
                  event.texts(),
                  0));
        }
      }
    }
    return expanded;
  }

  private static void count(PathPlan plan, TallyDelta delta, Map<String, long[]> tables) {
    if (delta.dimension() != TallyDelta.TOTAL) {
      return;
    }
    String edge =
        (plan.isFunnel(delta.edge()) ? "funnel " : "step ")
            + plan.path().stages().get(plan.edgeFrom(delta.edge())).name()
            + " "
            + plan.path().stages().get(plan.edgeTo(delta.edge())).name()
            + " "
            + delta.cohortStart();
    long[] counts = tables.computeIfAbsent(edge, e -> new long[2]);
    switch (delta.measure()) {
      case ENTRANT -> counts[0] += delta.count();
      case CONVERTED -> counts[1] += delta.count();
      case REASON, GAP -> {}
    }
  }
}

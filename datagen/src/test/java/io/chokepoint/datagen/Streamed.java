package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Scenario;
import io.chokepoint.datagen.scenario.ScenarioFile;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Simulated streams of the default network for tests. */
final class Streamed {
  static final Network NETWORK = NetworkFile.load(Path.of("../networks/inference.yaml"));
  static final long SEED = 20_260_321;
  static final long START_MILLIS = Instant.parse("2026-03-21T06:00:00Z").toEpochMilli();

  private Streamed() {}

  /** A network in which nothing happens and nothing varies but by plain chance. */
  static SimulationOptions healthy(Duration duration, double requestsPerMinute) {
    return steady(duration, requestsPerMinute, null);
  }

  static SimulationOptions steady(
      Duration duration, double requestsPerMinute, @Nullable Scenario scenario) {
    return new SimulationOptions(
        SEED, START_MILLIS, duration, requestsPerMinute, Behaviour.STEADY, scenario);
  }

  /** A scenario with one effect, as a scenario file writes it. */
  static Scenario scenario(String effect) {
    return ScenarioFile.parse(
        "test.yaml",
        """
        scenario: test
        sentence: A test.
        lasts: 1d
        effects:
          - {%s}
        """
            .formatted(effect),
        NETWORK);
  }

  static List<SimulatedEvent> events(SimulationOptions options) {
    return events(new Simulation(NETWORK, options));
  }

  static List<SimulatedEvent> events(Simulation simulation) {
    List<SimulatedEvent> events = new ArrayList<>();
    simulation.forEachRemaining(events::add);
    return events;
  }

  static <T extends SpecificRecord> List<T> of(Class<T> type, List<SimulatedEvent> events) {
    return events.stream()
        .map(SimulatedEvent::value)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** How many of the events are of a type and lie between two times after the start. */
  static long count(
      Class<? extends SpecificRecord> type,
      List<SimulatedEvent> events,
      Duration from,
      Duration until) {
    return events.stream()
        .filter(event -> type.isInstance(event.value()) && isWithin(event, from, until))
        .count();
  }

  static boolean isWithin(SimulatedEvent event, Duration from, Duration until) {
    long sinceStartMillis = event.eventTimeMillis() - START_MILLIS;
    return from.toMillis() <= sinceStartMillis && sinceStartMillis < until.toMillis();
  }
}

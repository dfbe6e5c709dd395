package io.chokepoint.datagen;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Simulated streams of the default network for tests. */
final class Streamed {
  static final Network NETWORK = NetworkFile.load(Path.of("../networks/inference.yaml"));
  static final long SEED = 20_260_321;
  static final long START_MILLIS = Instant.parse("2026-03-21T06:00:00Z").toEpochMilli();

  private Streamed() {}

  static SimulationOptions healthy(Duration duration, double requestsPerMinute) {
    return new SimulationOptions(SEED, START_MILLIS, duration, requestsPerMinute, null);
  }

  static List<SimulatedEvent> events(SimulationOptions options) {
    List<SimulatedEvent> events = new ArrayList<>();
    new Simulation(NETWORK, options).forEachRemaining(events::add);
    return events;
  }

  static <T extends SpecificRecord> List<T> of(Class<T> type, List<SimulatedEvent> events) {
    return events.stream()
        .map(SimulatedEvent::value)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}

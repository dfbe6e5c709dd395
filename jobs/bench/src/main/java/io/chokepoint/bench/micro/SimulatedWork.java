package io.chokepoint.bench.micro;

import io.chokepoint.bottleneck.io.EventPlacement;
import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.bottleneck.io.avro.SingleObjectDecoder;
import io.chokepoint.bottleneck.record.SourceRecord.Origin;
import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.datagen.Simulation;
import io.chokepoint.datagen.SimulationOptions;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.StageEvent.Kind;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.schemas.SchemaFingerprints;
import io.chokepoint.schemas.SingleObjectEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Work for the parts: events of the simulator, in the order in which the job would see them.
 *
 * @param network the default network
 * @param executions values of topic compute.executions, the longest that every request has
 * @param events stage events of the request path that need no group
 */
record SimulatedWork(Network network, List<byte[]> executions, List<StageEvent> events) {
  /** The property that names the network file; a fork of JMH has no other way to be told. */
  static final String NETWORK = "chokepoint.bench.network";

  static final String TOPIC = "compute.executions";

  private static final long SEED = 20260101;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final double REQUESTS_PER_MINUTE = 600;

  /** Simulates until there are so many stage events. */
  static SimulatedWork of(int count) {
    Network network = NetworkFile.load(Path.of(System.getProperty(NETWORK, "")));
    EventPlacement[] placements = new EventPlacement[network.topics().size()];
    SingleObjectDecoder[] decoders = new SingleObjectDecoder[placements.length];
    for (int t = 0; t < placements.length; t++) {
      placements[t] = placement(network, t);
      decoders[t] = decoder(placements[t]);
    }
    Simulation simulation =
        new Simulation(
            network,
            new SimulationOptions(
                SEED, START.toEpochMilli(), Duration.ofDays(1), REQUESTS_PER_MINUTE, null));
    Map<Class<?>, SingleObjectEncoder<SpecificRecord>> encoders = new HashMap<>();
    List<byte[]> executions = new ArrayList<>();
    List<StageEvent> events = new ArrayList<>();
    while (events.size() < count && simulation.hasNext()) {
      SimulatedEvent event = simulation.next();
      int topic = network.topicIndex(event.topic());
      byte[] value =
          encoders
              .computeIfAbsent(event.value().getClass(), SimulatedWork::encoder)
              .encode(event.value());
      if (event.topic().equals(TOPIC)) {
        executions.add(value);
      }
      for (StageEvent placed : place(decoders[topic], placements[topic], value)) {
        if (placed.kind() == Kind.JOURNEY && placed.path() == 0 && events.size() < count) {
          events.add(placed);
        }
      }
    }
    return new SimulatedWork(network, executions, events);
  }

  static EventPlacement placement(Network network, int topic) {
    return new EventPlacement(network, topic, System::currentTimeMillis, Long.MAX_VALUE / 2);
  }

  static SingleObjectDecoder decoder(EventPlacement placement) {
    return new SingleObjectDecoder(placement.names(), SchemaFingerprints.known().all().values());
  }

  /** The stage events of a value, as the source makes them. */
  static List<StageEvent> place(
      SingleObjectDecoder decoder, EventPlacement placement, byte[] value) {
    try {
      decoder.decode(value, placement.fields());
    } catch (MalformedEventException e) {
      throw new IllegalStateException("a simulated event cannot be read", e);
    }
    return placement.place(new Origin(TOPIC, 0, 0, 0, null, value)).events();
  }

  @SuppressWarnings("unchecked") // the encoder of a type is only ever given records of that type
  private static SingleObjectEncoder<SpecificRecord> encoder(Class<?> type) {
    return (SingleObjectEncoder<SpecificRecord>)
        (SingleObjectEncoder<?>) SingleObjectEncoder.of(type.asSubclass(SpecificRecord.class));
  }
}

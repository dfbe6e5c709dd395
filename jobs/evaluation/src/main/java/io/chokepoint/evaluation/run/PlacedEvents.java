package io.chokepoint.evaluation.run;

import io.chokepoint.bottleneck.io.EventPlacement;
import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.bottleneck.io.avro.SingleObjectDecoder;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecord.Origin;
import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.domain.network.Network;
import io.chokepoint.schemas.SchemaFingerprints;
import io.chokepoint.schemas.SingleObjectEncoder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Simulated events as the job's sources read them: encoded, and through its own decoder. */
final class PlacedEvents {
  /** Event times are simulated: none is of the future. */
  private static final long NO_FUTURE = Long.MAX_VALUE / 2;

  private final Network network;
  private final EventPlacement[] placements;
  private final SingleObjectDecoder[] decoders;
  private final Origin[] origins;
  private final Map<Class<?>, SingleObjectEncoder<SpecificRecord>> encoders = new HashMap<>();

  PlacedEvents(Network network) {
    this.network = network;
    placements = new EventPlacement[network.topics().size()];
    decoders = new SingleObjectDecoder[placements.length];
    origins = new Origin[placements.length];
    for (int t = 0; t < placements.length; t++) {
      placements[t] = new EventPlacement(network, t, () -> NO_FUTURE, NO_FUTURE);
      decoders[t] =
          new SingleObjectDecoder(placements[t].names(), SchemaFingerprints.known().all().values());
      origins[t] =
          new Origin(network.topics().get(t).name(), 0, 0, Origin.NO_TIMESTAMP, null, null);
    }
  }

  /** The record of an event; null where the network has no such topic. */
  @Nullable SourceRecord place(SimulatedEvent event) {
    int topic = network.topicIndex(event.topic());
    if (topic < 0) {
      return null;
    }
    byte[] bytes =
        encoders
            .computeIfAbsent(event.value().getClass(), PlacedEvents::encoder)
            .encode(event.value());
    try {
      decoders[topic].decode(bytes, placements[topic].fields());
    } catch (MalformedEventException e) {
      throw new IllegalStateException("the job cannot read what the simulator writes", e);
    }
    return placements[topic].place(origins[topic]);
  }

  @SuppressWarnings("unchecked") // the encoder of a type is only ever given records of that type
  private static SingleObjectEncoder<SpecificRecord> encoder(Class<?> type) {
    return SingleObjectEncoder.of((Class<SpecificRecord>) type);
  }
}

package io.chokepoint.bottleneck.io;

import io.chokepoint.bottleneck.io.avro.RegisteredDecoder;
import io.chokepoint.bottleneck.io.avro.SingleObjectDecoder;
import io.chokepoint.bottleneck.io.json.JsonDecoder;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecord.Origin;
import io.chokepoint.bottleneck.record.SourceRecordSerializer;
import io.chokepoint.domain.network.Network;
import io.chokepoint.schemas.SchemaFingerprints;
import io.chokepoint.schemas.registry.RegistryAccess;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of one Kafka topic, in the format that the network file says. A record that
 * cannot be read is passed on as such.
 */
public final class KafkaEventSchema implements KafkaRecordDeserializationSchema<SourceRecord> {
  private static final long serialVersionUID = 1;

  private final Network network;
  private final int topic;
  private final long maxAheadMillis;
  private final @Nullable RegistryAccess registry;
  private transient EventPlacement placement;
  private transient EventDecoder decoder;

  /**
   * Prepares the reading of a topic.
   *
   * @param network a checked network
   * @param topic index of the topic
   * @param maxAheadMillis how far ahead of the clock here an event may be
   * @param registry where schemas are; needed where the topic's format is that of a registry
   */
  public KafkaEventSchema(
      Network network, int topic, long maxAheadMillis, @Nullable RegistryAccess registry) {
    this.network = network;
    this.topic = topic;
    this.maxAheadMillis = maxAheadMillis;
    this.registry = registry;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    placement = new EventPlacement(network, topic, System::currentTimeMillis, maxAheadMillis);
    String[] names = placement.names();
    decoder =
        switch (network.topics().get(topic).format()) {
          case AVRO -> new SingleObjectDecoder(names, SchemaFingerprints.known().all().values());
          case JSON -> new JsonDecoder(names);
          case REGISTRY ->
              new RegisteredDecoder(
                  names, TaskRegistry.client(Objects.requireNonNull(registry))::schema);
        };
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SourceRecord> out)
      throws IOException {
    out.collect(read(record));
  }

  private SourceRecord read(ConsumerRecord<byte[], byte[]> record) throws IOException {
    EventPlacement place = placement;
    Origin origin =
        new Origin(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestampType() == TimestampType.NO_TIMESTAMP_TYPE
                ? Origin.NO_TIMESTAMP
                : record.timestamp(),
            record.key(),
            record.value());
    if (record.value() == null) {
      return EventPlacement.refused(origin, RejectReason.MALFORMED, "the record has no value");
    }
    try {
      decoder.decode(record.value(), place.fields());
    } catch (MalformedEventException malformed) {
      return EventPlacement.refused(origin, malformed.reason(), malformed.getMessage());
    }
    return place.place(origin);
  }

  @Override
  public TypeInformation<SourceRecord> getProducedType() {
    return SourceRecordSerializer.TYPE;
  }
}

package io.chokepoint.bottleneck.io;

import io.chokepoint.bottleneck.io.avro.SingleObjectDecoder;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecord.Origin;
import io.chokepoint.bottleneck.record.SourceRecordSerializer;
import io.chokepoint.domain.network.Network;
import io.chokepoint.schemas.SchemaFingerprints;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/**
 * Reads the events of one Kafka topic, in Avro single-object encoding. A record that cannot be read
 * is passed on as such.
 */
public final class KafkaEventSchema implements KafkaRecordDeserializationSchema<SourceRecord> {
  private static final long serialVersionUID = 1;

  private final Network network;
  private final int topic;
  private final long maxAheadMillis;
  private transient EventPlacement placement;
  private transient SingleObjectDecoder decoder;

  /**
   * Prepares the reading of a topic.
   *
   * @param network a checked network
   * @param topic index of the topic
   * @param maxAheadMillis how far ahead of the clock here an event may be
   */
  public KafkaEventSchema(Network network, int topic, long maxAheadMillis) {
    this.network = network;
    this.topic = topic;
    this.maxAheadMillis = maxAheadMillis;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    placement = new EventPlacement(network, topic, System::currentTimeMillis, maxAheadMillis);
    decoder = new SingleObjectDecoder(placement.names(), SchemaFingerprints.known().all().values());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SourceRecord> out) {
    out.collect(read(record));
  }

  private SourceRecord read(ConsumerRecord<byte[], byte[]> record) {
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
      place.fields().clear();
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

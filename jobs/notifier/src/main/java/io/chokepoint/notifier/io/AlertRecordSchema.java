package io.chokepoint.notifier.io;

import io.chokepoint.notifier.record.EpisodeRecord;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertState;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.UnreadableRecordException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the alerts' topic; what is no alert comes out with why. */
public final class AlertRecordSchema implements KafkaRecordDeserializationSchema<EpisodeRecord> {

  private static final long serialVersionUID = 1L;

  private transient SingleObjectDecoder<Alert> decoder;

  /** A schema for one source. */
  @SuppressWarnings("NullAway.Init") // open() sets the decoder
  public AlertRecordSchema() {}

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = SingleObjectDecoder.of(Alert.class);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<EpisodeRecord> out) {
    byte[] value = record.value();
    if (value == null) {
      out.collect(new EpisodeRecord("", 0, false, new byte[0], "the record has no value"));
      return;
    }
    try {
      Alert alert = decoder.decode(value);
      out.collect(
          new EpisodeRecord(
              alert.getEpisodeId(),
              alert.getVersion(),
              alert.getState() != AlertState.resolved,
              value,
              ""));
    } catch (UnreadableRecordException unreadable) {
      out.collect(new EpisodeRecord("", 0, false, value, String.valueOf(unreadable.getMessage())));
    }
  }

  @Override
  public TypeInformation<EpisodeRecord> getProducedType() {
    return TypeInformation.of(EpisodeRecord.class);
  }
}

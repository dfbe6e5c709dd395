package io.chokepoint.bench.ladder.peers;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A topic of the request path as a stream in Flink, from its beginning to its end. */
final class PeerSource {
  /** What becomes of an event that counts: of some topics, several records. */
  @FunctionalInterface
  interface Shape<T> extends Serializable {
    /** Emits them. */
    void emit(EventReader event, Collector<T> out);
  }

  /** The event time of a record, ms. */
  @FunctionalInterface
  interface TimeOf<T> extends Serializable {
    /** Takes it out. */
    long time(T record);
  }

  private PeerSource() {}

  /**
   * Adds the source.
   *
   * @param client settings of Kafka's clients
   */
  static <T> DataStream<T> of(
      StreamExecutionEnvironment env,
      Map<String, String> client,
      PathTopic topic,
      TypeInformation<T> type,
      TimeOf<T> time,
      Shape<T> shape) {
    Properties properties = new Properties();
    properties.putAll(client);
    KafkaSource<T> source =
        KafkaSource.<T>builder()
            .setProperties(properties)
            .setProperty("isolation.level", "read_committed")
            .setTopics(topic.topic())
            .setGroupId("peer")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setBounded(OffsetsInitializer.latest())
            .setDeserializer(new Deserializer<>(topic, type, shape))
            .build();
    return env.fromSource(
        source,
        WatermarkStrategy.<T>forBoundedOutOfOrderness(Duration.ofMillis(topic.latenessMillis()))
            .withTimestampAssigner((record, kafkaTimestamp) -> time.time(record)),
        topic.topic());
  }

  private static final class Deserializer<T> implements KafkaRecordDeserializationSchema<T> {
    private static final long serialVersionUID = 1;

    private final PathTopic topic;
    private final TypeInformation<T> type;
    private final Shape<T> shape;
    private transient EventReader reader;

    Deserializer(PathTopic topic, TypeInformation<T> type, Shape<T> shape) {
      this.topic = topic;
      this.type = type;
      this.shape = shape;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
      reader = new EventReader(topic);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
      if (reader.read(record.value())) {
        shape.emit(reader, out);
      }
    }

    @Override
    public TypeInformation<T> getProducedType() {
      return type;
    }
  }
}

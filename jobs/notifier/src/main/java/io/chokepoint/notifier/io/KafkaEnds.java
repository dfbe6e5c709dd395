package io.chokepoint.notifier.io;

import io.chokepoint.kafka.OutlastingKafkaSink;
import io.chokepoint.notifier.record.Delivery;
import io.chokepoint.notifier.record.EpisodeRecord;
import io.chokepoint.results.UndeliveredAlert;
import io.chokepoint.results.UndeliveredReason;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The ends of the notifier in Kafka. */
public final class KafkaEnds {

  /**
   * How long a transaction may stay open: the longest that a broker allows by default. The
   * connector's own default of an hour is refused by such a broker.
   */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

  private static final String READ_COMMITTED = "read_committed";

  private final Properties client = new Properties();

  /**
   * @param client bootstrap servers and whatever else a client needs
   */
  public KafkaEnds(Map<String, String> client) {
    this.client.putAll(client);
  }

  /** The episodes; what a transaction of the writer has not committed is not seen. */
  public KafkaSource<EpisodeRecord> source(String group, boolean bounded) {
    var builder =
        KafkaSource.<EpisodeRecord>builder()
            .setTopics(ResultTopics.ALERTS)
            .setGroupId(group)
            .setClientIdPrefix(group)
            .setProperties(client)
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, READ_COMMITTED)
            .setStartingOffsets(
                bounded
                    ? OffsetsInitializer.earliest()
                    : OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
            .setDeserializer(new AlertRecordSchema());
    if (bounded) {
      builder.setBounded(OffsetsInitializer.latest());
    }
    return builder.build();
  }

  /** The sink of a receiver that is a topic: the alerts as they came, exactly once. */
  public Sink<Delivery> topic(String topic, String transactionalIdPrefix) {
    Properties producer = new Properties();
    producer.putAll(client);
    producer.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(TRANSACTION_TIMEOUT.toMillis()));
    return new OutlastingKafkaSink<>(
        KafkaSink.<Delivery>builder()
            .setBootstrapServers(client.getProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG))
            .setKafkaProducerConfig(producer)
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(transactionalIdPrefix)
            .setRecordSerializer(new ToTopic(topic))
            .build(),
        topic,
        TRANSACTION_TIMEOUT);
  }

  /** The sink of records that are no alerts. */
  public Sink<EpisodeRecord> unreadable() {
    return new OutlastingKafkaSink<>(
        KafkaSink.<EpisodeRecord>builder()
            .setBootstrapServers(client.getProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG))
            .setKafkaProducerConfig(client)
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
            .setRecordSerializer(new ToUndelivered())
            .build(),
        ResultTopics.UNDELIVERED,
        TRANSACTION_TIMEOUT);
  }

  private static final class ToTopic implements KafkaRecordSerializationSchema<Delivery> {
    private static final long serialVersionUID = 1;

    private final String topic;

    ToTopic(String topic) {
      this.topic = topic;
    }

    @Override
    public @Nullable ProducerRecord<byte[], byte[]> serialize(
        Delivery delivery, KafkaSinkContext context, @Nullable Long timestamp) {
      return new ProducerRecord<>(
          topic, delivery.episodeId().getBytes(StandardCharsets.UTF_8), delivery.alert());
    }
  }

  private static final class ToUndelivered
      implements KafkaRecordSerializationSchema<EpisodeRecord> {
    private static final long serialVersionUID = 1;

    private transient @Nullable SingleObjectEncoder<UndeliveredAlert> encoder;

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
      encoder = SingleObjectEncoder.of(UndeliveredAlert.class);
    }

    @Override
    public @Nullable ProducerRecord<byte[], byte[]> serialize(
        EpisodeRecord record, KafkaSinkContext context, @Nullable Long timestamp) {
      if (encoder == null) {
        throw new IllegalStateException("not opened");
      }
      return UndeliveredTopic.record(
          UndeliveredAlert.newBuilder()
              .setReceiver("")
              .setReason(UndeliveredReason.unreadable)
              .setError(record.problem())
              .setGivenUpAt(Instant.now())
              .setAlert(ByteBuffer.wrap(record.alert()))
              .build(),
          encoder);
    }
  }
}

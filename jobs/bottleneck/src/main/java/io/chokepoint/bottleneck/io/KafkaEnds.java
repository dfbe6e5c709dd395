package io.chokepoint.bottleneck.io;

import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.TopicFormat;
import io.chokepoint.kafka.BoundedKafkaSource;
import io.chokepoint.kafka.OutlastingKafkaSink;
import io.chokepoint.schemas.registry.RegistryAccess;
import io.chokepoint.schemas.registry.RegistryException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The ends of the job in Kafka. */
public final class KafkaEnds {
  private static final String READ_COMMITTED = "read_committed";

  /** Where reading starts and ends. */
  public enum Reading {
    /** From the group's committed offsets, else from the earliest; without end. */
    COMMITTED,
    /** From the earliest offsets; without end. */
    EARLIEST,
    /** From the latest offsets; without end. */
    LATEST,
    /** From the earliest offsets to those that are the latest at the start. */
    BOUNDED
  }

  private KafkaEnds() {}

  /**
   * The source of a topic's events.
   *
   * @param client bootstrap servers and whatever else a client needs
   * @param registry where schemas are; needed where the topic's format is that of a registry
   */
  public static Source<SourceRecord, ?, ?> source(
      Network network,
      int topic,
      Map<String, String> client,
      String groupId,
      Reading reading,
      long maxAheadMillis,
      @Nullable RegistryAccess registry) {
    String name = network.topics().get(topic).name();
    KafkaSourceBuilder<SourceRecord> builder =
        KafkaSource.<SourceRecord>builder()
            .setProperties(properties(client))
            .setTopics(name)
            .setGroupId(groupId)
            .setClientIdPrefix(groupId + "-" + name)
            // Of a replay that was broken off, what was not committed comes again.
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, READ_COMMITTED)
            .setStartingOffsets(
                switch (reading) {
                  case COMMITTED ->
                      OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
                  case EARLIEST, BOUNDED -> OffsetsInitializer.earliest();
                  case LATEST -> OffsetsInitializer.latest();
                })
            .setDeserializer(new KafkaEventSchema(network, topic, maxAheadMillis, registry));
    if (reading == Reading.BOUNDED) {
      return new BoundedKafkaSource<>(builder.setBounded(OffsetsInitializer.latest()).build());
    }
    return builder.build();
  }

  /**
   * The sink of the results of one topic.
   *
   * @param client bootstrap servers and whatever else a client needs
   * @param format how values are written
   * @param transactionTimeout how long a transaction may stay open; not longer than the broker
   *     allows
   * @param registry where schemas are; needed where the format is that of a registry
   */
  public static Sink<OutputRecord> sink(
      String topic,
      Map<String, String> client,
      DeliveryGuarantee guarantee,
      String transactionalIdPrefix,
      Duration transactionTimeout,
      TopicFormat format,
      @Nullable RegistryAccess registry) {
    Properties producer = properties(client);
    producer.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(transactionTimeout.toMillis()));
    producer.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    KafkaSinkBuilder<OutputRecord> builder =
        KafkaSink.<OutputRecord>builder()
            .setBootstrapServers(client.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG))
            .setKafkaProducerConfig(producer)
            .setDeliveryGuarantee(guarantee)
            .setRecordSerializer(new ToTopic(topic, format, registry));
    if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
      builder.setTransactionalIdPrefix(transactionalIdPrefix + "-" + topic);
    }
    return new OutlastingKafkaSink<>(builder.build(), topic, transactionTimeout);
  }

  private static Properties properties(Map<String, String> client) {
    Properties properties = new Properties();
    properties.putAll(client);
    return properties;
  }

  /** Sends each record to the topic that it names, in that topic's format. */
  private static final class ToTopic implements KafkaRecordSerializationSchema<OutputRecord> {
    private static final long serialVersionUID = 1;

    private final String topic;
    private final TopicFormat format;
    private final @Nullable RegistryAccess registry;
    private transient ResultEncoding encoding;

    @SuppressWarnings("NullAway.Init") // open() sets the encoding
    ToTopic(String topic, TopicFormat format, @Nullable RegistryAccess registry) {
      this.topic = topic;
      this.format = format;
      this.registry = registry;
    }

    @Override
    public void open(
        SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext)
        throws RegistryException {
      encoding = ResultEncoding.of(topic, format, registry);
    }

    @Override
    public @Nullable ProducerRecord<byte[], byte[]> serialize(
        OutputRecord record, KafkaSinkContext context, @Nullable Long timestamp) {
      return new ProducerRecord<>(record.topic(), record.key(), encoding.of(record.value()));
    }
  }
}

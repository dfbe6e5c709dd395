package io.chokepoint.datagen.recording.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic in which replays write how far they are, each under the id of its recording and within
 * the transaction of the messages: Kafka has both or neither. Compacted, so that the newest
 * position of each stays, however long nobody asks for it.
 */
final class ReplayPositions {
  static final String TOPIC = "chokepoint.replays";

  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

  /** An open transaction of another replay hides what is behind it, until its next commit. */
  private static final long VISIBLE_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(75);

  private ReplayPositions() {}

  static ProducerRecord<byte[], byte[]> record(String id, ReplayPosition position)
      throws IOException {
    return new ProducerRecord<>(
        TOPIC, PARTITION.partition(), id.getBytes(StandardCharsets.UTF_8), position.toJson());
  }

  /**
   * The newest position of a recording, once its producer's transactions are all decided.
   *
   * @return null if it was never replayed here
   */
  static @Nullable ReplayPosition newest(String servers, String id) throws IOException {
    try {
      // What is there at all, seen or not: the committed end alone may lie before our newest
      // position while a replay of another recording has a transaction open.
      long end;
      try (KafkaConsumer<byte[], byte[]> all = consumer(servers, "read_uncommitted")) {
        end = all.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
      }
      try (KafkaConsumer<byte[], byte[]> committed = consumer(servers, "read_committed")) {
        return newest(committed, end, id);
      }
    } catch (KafkaException e) {
      throw new KafkaTrouble(
          "How far the replay was cannot be read from Kafka's topic %s: %s."
              .formatted(TOPIC, KafkaTrouble.inWords(e)),
          e);
    }
  }

  private static @Nullable ReplayPosition newest(
      KafkaConsumer<byte[], byte[]> committed, long end, String id) throws IOException {
    committed.assign(List.of(PARTITION));
    committed.seekToBeginning(List.of(PARTITION));
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    ReplayPosition newest = null;
    long beganNanos = System.nanoTime();
    while (committed.position(PARTITION) < end) {
      if (System.nanoTime() - beganNanos > VISIBLE_WITHIN_NANOS) {
        throw new KafkaTrouble(
            "Another replay keeps Kafka's topic %s from being read to its end. Wait for its end."
                .formatted(TOPIC),
            null);
      }
      for (ConsumerRecord<byte[], byte[]> record : committed.poll(Duration.ofMillis(200))) {
        if (Arrays.equals(key, record.key()) && record.value() != null) {
          newest = ReplayPosition.parse(record.value());
        }
      }
    }
    return newest;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String servers, String isolation) {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            ConsumerConfig.CLIENT_ID_CONFIG,
            "chokepoint-replay-position",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            isolation,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false));
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}

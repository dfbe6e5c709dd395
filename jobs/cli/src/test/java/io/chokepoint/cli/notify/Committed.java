package io.chokepoint.cli.notify;

import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.UnreadableRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is committed in a topic, from its beginning to its present end. */
public record Committed<T extends SpecificRecord>(
    String bootstrapServers, String topic, Class<T> type) {

  /** All of it. */
  public List<T> all() {
    SingleObjectDecoder<T> decoder = SingleObjectDecoder.of(type);
    List<T> found = new ArrayList<>();
    try {
      for (byte[] value : values(bootstrapServers, topic)) {
        found.add(decoder.decode(value));
      }
    } catch (UnreadableRecordException e) {
      throw new AssertionError(e);
    }
    return found;
  }

  /** The values of a topic, whatever is in them. */
  public static List<byte[]> values(String bootstrapServers, String topic) {
    List<byte[]> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      // With read_committed this is the end of what is decided.
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          found.add(record.value());
        }
      }
    }
    return found;
  }
}

package io.chokepoint.bench.ladder.worker;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer that polls and does nothing else: rung R0. */
record PolledBytes(Network network, String bootstrapServers) implements Pass {
  private static final Duration POLL = Duration.ofMillis(100);

  @Override
  public void run() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          network.topics().stream()
              .map(Topic::name)
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long left =
          consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      while (left > 0) {
        int polled = consumer.poll(POLL).count();
        PollMeter.count(polled);
        left -= polled;
      }
    }
  }
}

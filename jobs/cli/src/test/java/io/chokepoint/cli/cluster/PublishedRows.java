package io.chokepoint.cli.cluster;

import io.chokepoint.results.ConversionRow;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.UnreadableRecordException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Conversion rows as a consumer of their topic sees them: committed ones alone. */
final class PublishedRows implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final SingleObjectDecoder<ConversionRow> decoder =
      SingleObjectDecoder.of(ConversionRow.class);

  PublishedRows(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                "false",
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(ResultTopics.CONVERSIONS).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
  }

  /** Reads on until a row is as wanted. */
  ConversionRow await(String what, Predicate<ConversionRow> wanted, Duration limit)
      throws IOException {
    return Patience.await(
        what,
        limit,
        () -> {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
            ConversionRow row = decoded(record.value());
            if (wanted.test(row)) {
              return Optional.of(row);
            }
          }
          return Optional.empty();
        });
  }

  /** The rows that have come meanwhile. */
  List<ConversionRow> poll() throws IOException {
    List<ConversionRow> rows = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
      rows.add(decoded(record.value()));
    }
    return rows;
  }

  private ConversionRow decoded(byte[] bytes) throws IOException {
    try {
      return decoder.decode(bytes);
    } catch (UnreadableRecordException e) {
      throw new IOException("no conversion row in " + ResultTopics.CONVERSIONS, e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}

package io.chokepoint.bench.ladder.oracle;

import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.UnreadableRecordException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The final rows that a job has published and committed, the last version of each. */
public final class PublishedFinals {
  private static final Duration POLL = Duration.ofMillis(200);

  private PublishedFinals() {}

  /** Reads all of them; rows without entrants, which only tell of gaps, are left out. */
  public static Map<RowKey, Counts> read(String bootstrapServers) throws UnreadableRecordException {
    SingleObjectDecoder<ConversionRow> decoder = SingleObjectDecoder.of(ConversionRow.class);
    Map<RowKey, ConversionRow> last = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition(ResultTopics.CONVERSIONS, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      while (consumer.position(partitions.get(0)) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          ConversionRow row = decoder.decode(record.value());
          if (row.getStatus() == ConversionStatus.final$) {
            last.merge(key(row), row, (a, b) -> a.getVersion() > b.getVersion() ? a : b);
          }
        }
      }
    }
    Map<RowKey, Counts> rows = new TreeMap<>();
    last.forEach(
        (key, row) -> {
          if (row.getEntrants() > 0) {
            rows.put(key, new Counts(row.getEntrants(), row.getConverted()));
          }
        });
    return rows;
  }

  private static RowKey key(ConversionRow row) {
    return new RowKey(
        row.getPath(),
        row.getEdge().toString(),
        row.getFrom(),
        row.getTo(),
        row.getDimension(),
        row.getSegment(),
        row.getCohortStart().toEpochMilli());
  }
}

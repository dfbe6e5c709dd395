package io.chokepoint.bench.latency;

import io.chokepoint.bench.latency.SeenResult.Kind;
import io.chokepoint.results.Alert;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.results.Verdict;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.UnreadableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed results, and notes when. */
final class ResultWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final Judgeable judgeable;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final SingleObjectDecoder<ConversionRow> rows =
      SingleObjectDecoder.of(ConversionRow.class);
  private final SingleObjectDecoder<Verdict> verdicts = SingleObjectDecoder.of(Verdict.class);
  private final SingleObjectDecoder<Alert> alerts = SingleObjectDecoder.of(Alert.class);

  /** Reads from now on. */
  ResultWatch(Judgeable judgeable, String bootstrapServers) {
    this.judgeable = judgeable;
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Stream.of(ResultTopics.CONVERSIONS, ResultTopics.VERDICTS, ResultTopics.ALERTS)
            .map(topic -> new TopicPartition(topic, 0))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** What there is to read now, after waiting for it a moment. */
  List<SeenResult> read() throws UnreadableRecordException {
    List<SeenResult> seen = new ArrayList<>();
    Iterable<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL);
    long now = System.currentTimeMillis();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      switch (record.topic()) {
        case ResultTopics.CONVERSIONS -> row(rows.decode(record.value()), now, seen);
        case ResultTopics.VERDICTS -> {
          long due = verdicts.decode(record.value()).getEvaluatedAt().toEpochMilli();
          seen.add(new SeenResult(Kind.VERDICT, due, judgeable.network(due), now));
        }
        default -> {
          long due = alerts.decode(record.value()).getUpdatedAt().toEpochMilli();
          seen.add(new SeenResult(Kind.ALERT, due, judgeable.network(due), now));
        }
      }
    }
    return seen;
  }

  /** Corrections come when something else does, and provisional rows whenever. */
  private void row(ConversionRow row, long now, List<SeenResult> seen) {
    Instant clock = row.getClock();
    if (row.getStatus() != ConversionStatus.final$ || row.getVersion() != 1 || clock == null) {
      return;
    }
    long due = clock.toEpochMilli();
    long known =
        judgeable.row(
            row.getPath(), row.getEdge() == ConversionEdge.funnel, row.getFrom(), row.getTo(), due);
    if (known != Long.MAX_VALUE) {
      seen.add(new SeenResult(Kind.FINAL_ROW, due, known, now));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}

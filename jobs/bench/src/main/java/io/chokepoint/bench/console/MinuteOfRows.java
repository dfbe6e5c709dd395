package io.chokepoint.bench.console;

import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictKind;
import io.chokepoint.results.VerdictState;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes what a job says in a minute of event time, in one transaction. */
final class MinuteOfRows implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long SECONDS_A_MINUTE = 60;
  private static final int BINS = 24;
  private static final long ENTRANTS = 40;

  private final SingleObjectEncoder<ConversionRow> rows =
      SingleObjectEncoder.of(ConversionRow.class);
  private final SingleObjectEncoder<Verdict> verdicts = SingleObjectEncoder.of(Verdict.class);
  private final KafkaProducer<byte[], byte[]> producer;
  private final int steps;
  private final int segments;

  MinuteOfRows(String bootstrapServers, int steps, int segments) {
    this.steps = steps;
    this.segments = segments;
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("transactional.id", "bench-console");
    properties.put("linger.ms", 5);
    properties.put("batch.size", 262_144);
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
  }

  static Instant at(int minute) {
    return START.plusSeconds(SECONDS_A_MINUTE * minute);
  }

  /**
   * Publishes it.
   *
   * @return when it began to be committed, by {@link System#nanoTime()}
   */
  long publish(int minute) {
    producer.beginTransaction();
    for (int step = 0; step < steps; step++) {
      send(ResultTopics.CONVERSIONS, rows.encode(row(step, "total", "", minute, segments)));
      for (int segment = 0; segment < segments; segment++) {
        send(
            ResultTopics.CONVERSIONS,
            rows.encode(row(step, "node", "0x" + Integer.toHexString(segment), minute, 1)));
      }
    }
    send(ResultTopics.VERDICTS, verdicts.encode(verdict(minute)));
    producer.flush();
    long committing = System.nanoTime();
    producer.commitTransaction();
    return committing;
  }

  private void send(String topic, byte[] value) {
    producer.send(new ProducerRecord<>(topic, value));
  }

  private static ConversionRow row(
      int step, String dimension, String segment, int minute, long times) {
    List<Long> bins = new ArrayList<>(Collections.nCopies(BINS, 0L));
    bins.set(BINS / 2, ENTRANTS * times - times);
    List<Long> upper = new ArrayList<>();
    for (int bin = 1; bin <= BINS; bin++) {
      upper.add(1L << bin);
    }
    return ConversionRow.newBuilder()
        .setNetwork("bench")
        .setPath("request")
        .setEdge(ConversionEdge.step)
        .setFrom("stage-" + step)
        .setTo("stage-" + (step + 1))
        .setFromLayer("layer-" + step)
        .setLayer("layer-" + (step + 1))
        .setDimension(dimension)
        .setSegment(segment)
        .setCohortStart(at(minute))
        .setCohortEnd(at(minute + 1))
        .setStatus(ConversionStatus.final$)
        .setVersion(1)
        .setEntrants(ENTRANTS * times)
        .setConverted(ENTRANTS * times - times)
        .setDropped(times)
        .setDropsByReason(Map.of("timeout", times))
        .setBinUpperMillis(upper)
        .setConversionsByBin(bins)
        .setLagP50Millis(800L)
        .setLagP95Millis(4_000L)
        .setRate(0.975)
        .setRateLow(0.95)
        .setRateHigh(0.99)
        .setClock(at(minute + 2))
        .build();
  }

  private static Verdict verdict(int minute) {
    return Verdict.newBuilder()
        .setNetwork("bench")
        .setEvaluatedAt(at(minute))
        .setKind(VerdictKind.none)
        .setState(VerdictState.flowing)
        .setSentence("Demand flows.")
        .build();
  }

  @Override
  public void close() {
    producer.close();
  }
}

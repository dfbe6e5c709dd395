package io.chokepoint.cli.live;

import io.chokepoint.results.Alert;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.Verdict;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.UnreadableRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the result topics from their beginning into a model, in a thread of its own. */
public final class ResultsReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final SingleObjectDecoder<ConversionRow> rows =
      SingleObjectDecoder.of(ConversionRow.class);
  private final SingleObjectDecoder<Verdict> verdicts = SingleObjectDecoder.of(Verdict.class);
  private final SingleObjectDecoder<Alert> alerts = SingleObjectDecoder.of(Alert.class);
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final LiveModel model;
  private final Thread thread = new Thread(this::read, "read-results");
  private final AtomicLong unreadable = new AtomicLong();
  private volatile @Nullable RuntimeException failure;

  private ResultsReader(KafkaConsumer<byte[], byte[]> consumer, LiveModel model) {
    this.consumer = consumer;
    this.model = model;
  }

  /**
   * Begins to read.
   *
   * @param bootstrapServers the brokers that have the result topics
   * @param model takes in what is read
   */
  public static ResultsReader start(String bootstrapServers, LiveModel model) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false",
                // What a transaction has not committed yet may still be taken back.
                "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    ResultsReader reader = new ResultsReader(consumer, model);
    reader.thread.setDaemon(true);
    reader.thread.start();
    return reader;
  }

  /**
   * Fails if reading has failed.
   *
   * @throws IllegalStateException with what went wrong
   */
  public void check() {
    RuntimeException failed = failure;
    if (failed != null) {
      throw new IllegalStateException(
          "the results can no longer be read: " + failed.getMessage(), failed);
    }
  }

  /** How many records were no results that this release can read. */
  public long unreadable() {
    return unreadable.get();
  }

  private void read() {
    try (consumer) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic :
          List.of(ResultTopics.CONVERSIONS, ResultTopics.VERDICTS, ResultTopics.ALERTS)) {
        for (PartitionInfo partition : consumer.partitionsFor(topic)) {
          partitions.add(new TopicPartition(topic, partition.partition()));
        }
      }
      consumer.assign(partitions);
      while (true) {
        consumer.poll(POLL).forEach(this::take);
      }
    } catch (WakeupException closed) {
      // close() asks for this.
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      switch (record.topic()) {
        case ResultTopics.CONVERSIONS -> model.accept(rows.decode(record.value()));
        case ResultTopics.ALERTS -> model.accept(alerts.decode(record.value()));
        default -> model.accept(verdicts.decode(record.value()));
      }
    } catch (UnreadableRecordException e) {
      // The job of another release may write to the same topic: the rest can still be shown.
      unreadable.incrementAndGet();
    }
  }

  /** Stops reading. */
  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    thread.join();
  }
}

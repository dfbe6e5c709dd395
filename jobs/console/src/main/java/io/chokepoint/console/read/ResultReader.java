package io.chokepoint.console.read;

import io.chokepoint.console.memory.Memory;
import io.chokepoint.console.read.SourceState.Kind;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.UnreadableRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the result topics into a memory, in a thread of its own: every partition, without a group,
 * only what is committed. When the brokers are gone it says so, and goes on when they are back.
 */
public final class ResultReader implements Source {
  private static final Logger LOG = LoggerFactory.getLogger(ResultReader.class);

  private static final Duration POLL = Duration.ofMillis(100);

  /** After so long without a message, the brokers are asked whether they are there. */
  private static final Duration ASKED_AFTER = Duration.ofSeconds(2);

  /** Brokers that do not answer for so long are away. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

  /** How often new partitions and topics are looked for. */
  private static final Duration TOPICS_EVERY = Duration.ofSeconds(30);

  /** While there is nothing to read. */
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);

  private static final Duration CLOSED_WITHIN = Duration.ofSeconds(5);

  private final String bootstrapServers;
  private final Memory memory;
  private final Duration kept;
  private final Thread thread = new Thread(this::readUntilClosed, "console-reader");
  private volatile boolean closed;
  private volatile SourceState state;
  private long unreadable;
  private long lastHeardNanos;
  private long listedNanos;

  private ResultReader(String bootstrapServers, Memory memory, Duration kept) {
    this.bootstrapServers = bootstrapServers;
    this.memory = memory;
    this.kept = kept;
    this.state = new SourceState(Kind.READING, System.currentTimeMillis(), "Connecting…", null, 0);
  }

  /**
   * Begins to read; returns at once, whether there is a broker or not.
   *
   * @param bootstrapServers host:port[,host:port…]
   * @param memory takes in what is read
   * @param kept how far back reading begins, before the newest message of each partition
   */
  public static ResultReader start(String bootstrapServers, Memory memory, Duration kept) {
    ResultReader reader = new ResultReader(bootstrapServers, memory, kept);
    reader.thread.setDaemon(true);
    reader.thread.start();
    return reader;
  }

  @Override
  public SourceState state() {
    return state;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(CLOSED_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readUntilClosed() {
    while (!closed) {
      // A new consumer reads again from the beginning of what is kept; a row taken in twice is one.
      try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
        read(consumer);
      } catch (WakeupException | InterruptException e) {
        if (!closed) {
          LOG.warn("interrupted while reading results", e);
        }
      } catch (KafkaException e) {
        LOG.warn("the results cannot be read", e);
        become(Kind.AWAY, "The results cannot be read: " + e.getMessage(), null);
        pause();
      } catch (RuntimeException e) {
        LOG.error("a result could not be taken in", e);
        become(Kind.AWAY, "A result could not be taken in: " + e, null);
        pause();
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "client.id",
            "chokepoint-console",
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            "false",
            // What a transaction has not committed yet may still be taken back.
            "isolation.level",
            "read_committed",
            "default.api.timeout.ms",
            (int) ANSWER_WITHIN.toMillis(),
            "reconnect.backoff.max.ms",
            1_000,
            "max.poll.records",
            2_000),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    while (!closed && !assign(consumer)) {
      pause();
    }
    lastHeardNanos = System.nanoTime();
    while (!closed) {
      ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
      if (!polled.isEmpty()) {
        take(polled);
        lastHeardNanos = System.nanoTime();
        become(state.kind() == Kind.LIVE ? Kind.LIVE : Kind.READING, "", state.behind());
      }
      boolean isQuiet = System.nanoTime() - lastHeardNanos > ASKED_AFTER.toNanos();
      if (isQuiet || state.kind() != Kind.LIVE) {
        ask(consumer);
      }
      if (System.nanoTime() - listedNanos > TOPICS_EVERY.toNanos() && state.kind() == Kind.LIVE) {
        assign(consumer);
      }
    }
  }

  private void take(ConsumerRecords<byte[], byte[]> polled) {
    List<SpecificRecord> records = new ArrayList<>(polled.count());
    for (ConsumerRecord<byte[], byte[]> message : polled) {
      try {
        SpecificRecord record = ResultDecoders.decode(message.topic(), message.value());
        if (record != null) {
          records.add(record);
        }
      } catch (UnreadableRecordException e) {
        // The job of another release may write to the same topic: the rest can still be shown.
        unreadable++;
      }
    }
    memory.acceptAll(records);
  }

  /** Whether the brokers are there, and how far behind them the reading is. */
  private void ask(KafkaConsumer<byte[], byte[]> consumer) {
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), ANSWER_WITHIN);
      long behind = 0;
      for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
        behind += Math.max(0, end.getValue() - consumer.position(end.getKey(), ANSWER_WITHIN));
      }
      become(behind == 0 ? Kind.LIVE : Kind.READING, "", behind);
    } catch (TimeoutException e) {
      become(
          Kind.AWAY,
          "The Kafka brokers at "
              + bootstrapServers
              + " do not answer. What was read stays; it goes on by itself when they are back.",
          null);
    }
    lastHeardNanos = System.nanoTime();
  }

  /** Assigns all partitions there are; false while there are none. */
  private boolean assign(KafkaConsumer<byte[], byte[]> consumer) {
    try {
      Map<String, List<PartitionInfo>> known = consumer.listTopics(ANSWER_WITHIN);
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : ResultDecoders.TOPICS) {
        for (PartitionInfo partition : known.getOrDefault(topic, List.of())) {
          partitions.add(new TopicPartition(topic, partition.partition()));
        }
      }
      listedNanos = System.nanoTime();
      if (partitions.isEmpty()) {
        become(
            Kind.WAITING,
            "There are no result topics on "
                + bootstrapServers
                + " yet: they come with the job's first results.",
            null);
        return false;
      }
      Set<TopicPartition> before = consumer.assignment();
      List<TopicPartition> added =
          partitions.stream().filter(partition -> !before.contains(partition)).toList();
      consumer.assign(partitions);
      seekToWhatIsKept(consumer, added);
      return true;
    } catch (TimeoutException e) {
      become(
          Kind.AWAY,
          "The Kafka brokers at "
              + bootstrapServers
              + " do not answer. Check the address; it goes on by itself when they do.",
          null);
      return false;
    }
  }

  /**
   * Begins, but for the few alerts, where the messages are as old as what is kept, by the
   * timestamps of the messages. They are compared with those of the newest messages, since a replay
   * may be of last year.
   */
  private void seekToWhatIsKept(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return;
    }
    consumer.seekToBeginning(partitions);
    // An episode may have been told of long ago and last.
    List<TopicPartition> many =
        partitions.stream()
            .filter(partition -> !partition.topic().equals(ResultTopics.ALERTS))
            .toList();
    Map<TopicPartition, Long> newest = NewestTimestamps.of(bootstrapServers, many);
    Map<TopicPartition, Long> from = new HashMap<>();
    newest.forEach((partition, at) -> from.put(partition, Math.max(0, at - kept.toMillis())));
    Map<TopicPartition, OffsetAndTimestamp> offsets =
        from.isEmpty() ? Map.of() : consumer.offsetsForTimes(from, ANSWER_WITHIN);
    offsets.forEach(
        (partition, offset) -> {
          if (offset != null) {
            consumer.seek(partition, offset.offset());
          }
        });
  }

  private void become(Kind kind, String message, @Nullable Long behind) {
    SourceState before = state;
    long since = before.kind() == kind ? before.since() : System.currentTimeMillis();
    state = new SourceState(kind, since, message, behind, unreadable);
  }

  private void pause() {
    try {
      Thread.sleep(RETRY_AFTER.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

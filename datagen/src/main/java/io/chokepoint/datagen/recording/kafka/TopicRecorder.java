package io.chokepoint.datagen.recording.kafka;

import io.chokepoint.datagen.recording.EventTimes;
import io.chokepoint.datagen.recording.RecordedHeader;
import io.chokepoint.datagen.recording.RecordedMessage;
import io.chokepoint.datagen.recording.RecordedTopic;
import io.chokepoint.datagen.recording.RecordingWriter;
import io.chokepoint.schemas.SchemaFingerprints;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Records topics: reads all of their partitions, committed messages alone, and writes what it reads
 * to a {@link RecordingWriter}, which is committed once a second. A recording that has partitions
 * already goes on at their next offsets; Kafka knows nothing of how far a recording is.
 */
public final class TopicRecorder {
  /**
   * How much of a recording is lost at most when it is stopped in any way. Each commit waits for
   * the disk once a partition, so more often would cost throughput.
   */
  private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Duration POLL = Duration.ofMillis(200);

  /** Topics seldom get new partitions, and what is in them waits. */
  private static final long NEW_PARTITIONS_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** What the job believes, too: an event this far ahead of the clock has a broken one. */
  private static final long AHEAD_AT_MOST_MILLIS = TimeUnit.HOURS.toMillis(1);

  /** Where a partition is begun of which the recording has nothing. */
  public enum Begin {
    /** With the oldest message that is there. */
    EARLIEST,
    /** With the next that comes. */
    LATEST
  }

  /** When recording ends by itself. */
  public enum End {
    /** Never: it is stopped. */
    NEVER,
    /** Once everything is recorded that was there at the start. */
    AT_PRESENT
  }

  /** Takes word of how far a recording is, once a second. */
  public interface Progress {
    /** All is set up, and so many partitions are read from now on. */
    void begins(int partitions);

    /**
     * So much is safe.
     *
     * @param messages how many messages the recording has
     * @param lastTimeMillis their latest event time, or {@link RecordedMessage#NO_TIME}
     */
    void recorded(long messages, long lastTimeMillis);
  }

  private final String servers;
  private final RecordingWriter writer;
  private final LongSupplier nowMillis;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private volatile boolean stopped;

  /**
   * A recorder.
   *
   * @param servers the bootstrap servers
   * @param writer what is recorded to; its source is set, or checked where it has one. Closed by
   *     whoever opened it
   * @param nowMillis this machine's clock: event times far ahead of it are not believed
   */
  public TopicRecorder(String servers, RecordingWriter writer, LongSupplier nowMillis) {
    this.servers = servers;
    this.writer = writer;
    this.nowMillis = nowMillis;
  }

  /** Ends the recording soon; may be called from any thread. */
  public void stop() {
    stopped = true;
  }

  /**
   * Records until it is stopped or at the end.
   *
   * @throws KafkaTrouble if Kafka does not have what is to be recorded
   * @throws io.chokepoint.datagen.recording.RecordingException if it cannot be written
   */
  public void record(List<RecordedTopic> topics, Begin begin, End end, Progress progress)
      throws IOException {
    BrokerTopics broker =
        BrokerTopics.of(servers, topics.stream().map(RecordedTopic::name).toList());
    checkSource(broker.cluster());
    topics.forEach(writer::declare);
    EventTimes times = new EventTimes(topics, SchemaFingerprints.known()::findByFingerprint);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      assign(consumer, topics, begin);
      if (end == End.AT_PRESENT) {
        ends.putAll(consumer.endOffsets(consumer.assignment()));
      }
      writer.commit();
      progress.begins(consumer.assignment().size());
      long lastNanos = System.nanoTime();
      long lookedNanos = lastNanos;
      while (!stopped && !(end == End.AT_PRESENT && isAtEnd(consumer))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          writer.append(message(record, times));
        }
        if (System.nanoTime() - lastNanos >= COMMIT_NANOS) {
          commit(progress);
          lastNanos = System.nanoTime();
        }
        if (end == End.NEVER && System.nanoTime() - lookedNanos >= NEW_PARTITIONS_NANOS) {
          assign(consumer, topics, Begin.EARLIEST);
          lookedNanos = System.nanoTime();
        }
      }
      commit(progress);
    } catch (OffsetOutOfRangeException e) {
      throw new KafkaTrouble(
          "Kafka at %s has deleted messages before they were recorded (%s). The recording is sound up to there; begin another one in another folder."
              .formatted(servers, KafkaTrouble.inWords(e)),
          e);
    } catch (KafkaException e) {
      throw new KafkaTrouble(
          "Kafka at %s cannot be read any more: %s. Give the same command again to go on."
              .formatted(servers, KafkaTrouble.inWords(e)),
          e);
    }
  }

  private void checkSource(String cluster) throws IOException {
    String source = "kafka cluster " + cluster;
    if (writer.source() == null) {
      writer.source(source);
    } else if (!source.equals(writer.source())) {
      throw new KafkaTrouble(
          "The recording is of the %s, and at %s is the %s. Name another folder."
              .formatted(writer.source(), servers, source),
          null);
    }
  }

  private void commit(Progress progress) throws IOException {
    var manifest = writer.commit();
    progress.recorded(manifest.messages(), manifest.lastTimeMillis());
  }

  private boolean isAtEnd(KafkaConsumer<byte[], byte[]> consumer) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** Assigns all partitions there are and seeks to where each new one goes on. */
  private void assign(
      KafkaConsumer<byte[], byte[]> consumer, List<RecordedTopic> topics, Begin begin)
      throws IOException {
    List<TopicPartition> all = new ArrayList<>();
    for (RecordedTopic topic : topics) {
      consumer
          .partitionsFor(topic.name())
          .forEach(info -> all.add(new TopicPartition(info.topic(), info.partition())));
    }
    List<TopicPartition> added =
        all.stream().filter(each -> !consumer.assignment().contains(each)).toList();
    if (added.isEmpty()) {
      return;
    }
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(added);
    Map<TopicPartition, Long> latest = consumer.endOffsets(added);
    // Keeps the positions of those that were assigned before.
    consumer.assign(all);
    for (TopicPartition partition : added) {
      long first = begins.getOrDefault(partition, 0L);
      long behind = latest.getOrDefault(partition, 0L);
      if (!writer.isDeclared(partition.topic(), partition.partition())) {
        writer.declare(
            partition.topic(), partition.partition(), begin == Begin.EARLIEST ? first : behind);
      }
      long next = writer.nextOffset(partition.topic(), partition.partition());
      if (next < first || next > behind) {
        throw new KafkaTrouble(
            "The recording goes on at offset %,d of %s, and Kafka at %s has offsets %,d to %,d of it: %s. Begin another recording in another folder."
                .formatted(
                    next,
                    partition,
                    servers,
                    first,
                    behind,
                    next < first
                        ? "what is between was deleted"
                        : "the topic was created anew or cut"),
            null);
      }
      consumer.seek(partition, next);
    }
  }

  private RecordedMessage message(ConsumerRecord<byte[], byte[]> record, EventTimes times) {
    List<RecordedHeader> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      headers.add(new RecordedHeader(header.key(), header.value()));
    }
    long time = times.of(record.topic(), record.value());
    return new RecordedMessage(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestampType() == TimestampType.NO_TIMESTAMP_TYPE
            ? RecordedMessage.NO_TIME
            : record.timestamp(),
        time > nowMillis.getAsLong() + AHEAD_AT_MOST_MILLIS ? RecordedMessage.NO_TIME : time,
        record.key(),
        headers,
        record.value());
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Properties settings = new Properties();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "chokepoint-recorder");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // An offset that Kafka no longer has would be a gap, and nobody may pass over it silently.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}

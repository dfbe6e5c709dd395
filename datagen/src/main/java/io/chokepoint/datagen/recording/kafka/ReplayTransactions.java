package io.chokepoint.datagen.recording.kafka;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The transactions of a replay: the messages since the last, and how far they bring it. There is
 * one producer of a recording on a cluster: a new one ends the transaction that an old one left
 * open, or shuts it out where it is still there.
 */
final class ReplayTransactions implements Closeable {
  /** Readers of committed messages see them this late at most; each commit costs some ms. */
  private static final long OPEN_AT_MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Bounds what is sent anew after a stop, at full speed. */
  private static final int MESSAGES_AT_MOST = 20_000;

  /** The broker's limit decides about the size of a message, which it has taken once before. */
  private static final int REQUEST_BYTES = 64 << 20;

  /** Enough for a second at full speed; beyond it, sending waits. */
  private static final long BUFFER_BYTES = 64L << 20;

  private static final int BATCH_BYTES = 64 << 10;
  private static final int LINGER_MILLIS = 10;

  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(10);

  private final String servers;
  private final String id;
  private final KafkaProducer<byte[], byte[]> producer;
  private int open;
  private long openedNanos;

  private ReplayTransactions(String servers, String id, KafkaProducer<byte[], byte[]> producer) {
    this.servers = servers;
    this.id = id;
    this.producer = producer;
  }

  /** Becomes the producer of a recording: from here on no earlier transaction is undecided. */
  static ReplayTransactions begin(String servers, String id) throws IOException {
    Properties settings = new Properties();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "chokepoint-replay");
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "chokepoint-replay-" + id);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES);
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    ReplayTransactions transactions = new ReplayTransactions(servers, id, producer);
    try {
      producer.initTransactions();
      return transactions;
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw transactions.refused(e);
    }
  }

  void send(ProducerRecord<byte[], byte[]> message) throws IOException {
    try {
      if (open == 0) {
        producer.beginTransaction();
        openedNanos = System.nanoTime();
      }
      open++;
      // What fails in the background fails the commit.
      producer.send(message);
    } catch (KafkaException | IllegalStateException e) {
      throw refused(e);
    }
  }

  /** Whether it is time to commit. */
  boolean isDue() {
    return open >= MESSAGES_AT_MOST
        || (open > 0 && System.nanoTime() - openedNanos >= OPEN_AT_MOST_NANOS);
  }

  /** Commits what was sent together with the position behind it. */
  void commit(ReplayPosition position) throws IOException {
    if (open == 0) {
      return;
    }
    try {
      producer.send(ReplayPositions.record(id, position));
      producer.commitTransaction();
      open = 0;
    } catch (KafkaException | IllegalStateException e) {
      throw refused(e);
    }
  }

  private KafkaTrouble refused(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return new KafkaTrouble(
            "Another replay of this recording into %s has begun, and goes on where this one was."
                .formatted(servers),
            e);
      }
    }
    return new KafkaTrouble(
        "Kafka at %s does not take messages: %s. Give the same command again to go on."
            .formatted(servers, KafkaTrouble.inWords(e)),
        e);
  }

  /** Lets go; what was not committed is as if it had never been sent. */
  @Override
  public void close() {
    try {
      if (open > 0) {
        producer.abortTransaction();
      }
    } catch (KafkaException | IllegalStateException e) {
      // The next replay's producer ends the transaction.
    } finally {
      producer.close(CLOSES_WITHIN);
    }
  }
}

package io.chokepoint.datagen.sink;

import io.chokepoint.datagen.EventSink;
import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.schemas.EventSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to Kafka: values in the format of their topic, the correlation key as the message's
 * key, the event time as its timestamp. Idempotent, so a retry doubles nothing; bounded in memory,
 * so a slow broker slows the simulation down. Belongs to one thread.
 */
public final class KafkaEventSink implements EventSink {
  /** A broker that is there answers within a second; people do not wait longer than this. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(8);

  /** How long a write may stall on a full buffer before the broker counts as gone. */
  private static final Duration WRITE_LIMIT = Duration.ofSeconds(30);

  /** Closing waits for what is buffered, longer than a write may take: one that fails says why. */
  private static final Duration CLOSE_LIMIT = WRITE_LIMIT.plusSeconds(5);

  /** The same for one that a person has stopped. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  /** Enough for some seconds of a fast simulation; beyond it writes wait. */
  private static final long BUFFER_BYTES = 32L << 20;

  /** Fuller batches cost a reader little and spare the broker much. */
  private static final int LINGER_MILLIS = 20;

  private static final int BATCH_BYTES = 64 << 10;

  private final Producer<byte[], byte[]> producer;
  private final String servers;
  private final EventValues values;
  private volatile @Nullable Exception failure;

  /**
   * Connects to a cluster that has all event topics; values are single objects.
   *
   * @param servers addresses of brokers, as {@code host:port}, comma-separated
   * @throws IOException if no broker answers within seconds or topics are missing; the message is
   *     meant for people
   */
  public KafkaEventSink(String servers) throws IOException {
    this(servers, EventValues.singleObjects());
  }

  /** The same with values in other formats. */
  public KafkaEventSink(String servers, EventValues values) throws IOException {
    this(connect(servers, ANSWER_LIMIT), servers, values);
  }

  KafkaEventSink(String servers, Duration answerLimit) throws IOException {
    this(connect(servers, answerLimit), servers, EventValues.singleObjects());
  }

  KafkaEventSink(Producer<byte[], byte[]> producer, String servers, EventValues values) {
    this.producer = producer;
    this.servers = servers;
    this.values = values;
  }

  private static Producer<byte[], byte[]> connect(String servers, Duration answerLimit)
      throws IOException {
    try {
      requireTopics(servers, answerLimit);
      return new KafkaProducer<>(producerSettings(servers));
    } catch (KafkaException e) {
      throw new IOException("Kafka cannot be used at " + servers + ": " + rootMessage(e) + ".", e);
    }
  }

  private static void requireTopics(String servers, Duration limit) throws IOException {
    int limitMillis = Math.toIntExact(limit.toMillis());
    Properties settings = new Properties();
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, limitMillis);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limitMillis);
    Admin admin = Admin.create(settings);
    try {
      Set<String> missing = new TreeSet<>(EventSchemas.topics());
      missing.removeAll(admin.listTopics().names().get(limit.toMillis(), TimeUnit.MILLISECONDS));
      if (!missing.isEmpty()) {
        throw new IOException(
            "The Kafka cluster at %s lacks the topics %s. Create them first."
                .formatted(servers, String.join(", ", missing)));
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(
          "No Kafka broker answers at %s. Start one there, or name the address of one that runs."
              .formatted(servers),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while connecting to Kafka at " + servers + ".", e);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private static Properties producerSettings(String servers) {
    Properties settings = new Properties();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "chokepoint-simulator");
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, WRITE_LIMIT.toMillis());
    settings.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        Math.toIntExact(WRITE_LIMIT.toMillis() - LINGER_MILLIS));
    settings.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(WRITE_LIMIT.toMillis()));
    return settings;
  }

  @Override
  public void write(SimulatedEvent event) throws IOException {
    throwFailure();
    byte[] bytes = values.of(event);
    try {
      producer.send(
          new ProducerRecord<>(
              event.topic(),
              null,
              event.eventTimeMillis(),
              event.key().getBytes(StandardCharsets.UTF_8),
              bytes),
          (metadata, exception) -> {
            if (exception != null && failure == null) {
              failure = exception;
            }
          });
    } catch (InterruptException e) {
      // Kafka has set the interrupt status again: who plays the events stops by it.
      Thread.currentThread().interrupt();
    } catch (KafkaException | IllegalStateException e) {
      throw refused(e);
    }
  }

  @Override
  public void flush() throws IOException {
    // The producer sends by itself within its linger time; waiting for acknowledgements here would
    // make the pace depend on the broker.
    throwFailure();
  }

  @Override
  public void close() throws IOException {
    // An interrupt is how a simulation is stopped; what it had written is still delivered.
    boolean interrupted = Thread.interrupted();
    try {
      producer.close(interrupted ? STOP_LIMIT : CLOSE_LIMIT);
    } catch (KafkaException e) {
      throw refused(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    throwFailure();
  }

  private void throwFailure() throws IOException {
    Exception failed = failure;
    if (failed != null) {
      throw refused(failed);
    }
  }

  private IOException refused(Exception cause) {
    return new IOException(
        "Kafka at " + servers + " does not take events any more: " + rootMessage(cause) + ".",
        cause);
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    for (Throwable cause = root; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message.replaceAll("\\.$", "");
  }
}

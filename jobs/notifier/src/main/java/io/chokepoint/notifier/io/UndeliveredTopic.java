package io.chokepoint.notifier.io;

import io.chokepoint.notifier.http.Undelivered;
import io.chokepoint.results.UndeliveredAlert;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic of what a receiver has not taken, written by the task that has given it up: a sink of
 * Flink has no output of its own. At least once: a checkpoint waits until the broker has it.
 */
public final class UndeliveredTopic implements Undelivered {

  private static final Duration CLOSED_WITHIN = Duration.ofSeconds(5);

  private final Map<String, String> client;
  private final SingleObjectEncoder<UndeliveredAlert> encoder =
      SingleObjectEncoder.of(UndeliveredAlert.class);
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /** Made with the first record: most receivers never need one. */
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  /**
   * @param client bootstrap servers and whatever else a client needs
   */
  public UndeliveredTopic(Map<String, String> client) {
    this.client = client;
  }

  /** Encodes one, keyed by receiver and episode. */
  static ProducerRecord<byte[], byte[]> record(
      UndeliveredAlert alert, SingleObjectEncoder<UndeliveredAlert> encoder) {
    String key = alert.getReceiver() + "|" + alert.getEpisodeId();
    return new ProducerRecord<>(
        ResultTopics.UNDELIVERED, key.getBytes(StandardCharsets.UTF_8), encoder.encode(alert));
  }

  @Override
  public void add(UndeliveredAlert alert) {
    if (producer == null) {
      Map<String, Object> config = new HashMap<>(client);
      config.put(ProducerConfig.ACKS_CONFIG, "all");
      producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
    producer.send(
        record(alert, encoder),
        (done, failed) -> {
          if (failed != null) {
            failure.compareAndSet(null, failed);
          }
        });
  }

  @Override
  public void flush() {
    if (producer != null) {
      producer.flush();
      Exception failed = failure.getAndSet(null);
      if (failed != null) {
        // The job goes back to its last checkpoint and gives up the same again.
        throw new KafkaException(
            "what a receiver has not taken could not be written to " + ResultTopics.UNDELIVERED,
            failed);
      }
    }
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(CLOSED_WITHIN);
    }
  }
}

package io.chokepoint.cli.notify;

import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.AlertRole;
import io.chokepoint.results.AlertSeverity;
import io.chokepoint.results.AlertState;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes episodes as the bottleneck job does, in transactions. */
final class Episodes implements AutoCloseable {

  static final Instant ONSET = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS);

  private final KafkaProducer<byte[], byte[]> producer;
  private final SingleObjectEncoder<Alert> encoder = SingleObjectEncoder.of(Alert.class);

  Episodes(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "episodes-of-a-test"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  /** An episode at a stage of the default network's requests. */
  static Alert.Builder at(String stage, AlertState state, int version) {
    Alert.Builder alert =
        Alert.newBuilder()
            .setEpisodeId("inference-network/request/" + stage + "@" + ONSET)
            .setNetwork("inference-network")
            .setPath("request")
            .setFrom("routed")
            .setTo(stage)
            .setLayer("compute")
            .setDimension("total")
            .setSegment("")
            .setKind(AlertKind.lossy)
            .setState(state)
            .setSeverity(AlertSeverity.ticket)
            .setRole(AlertRole.critical)
            .setOpenedAt(ONSET.plusSeconds(120))
            .setOnset(ONSET)
            .setUpdatedAt(ONSET.plusSeconds(120L + version))
            .setLost(17.5 * version)
            .setSentence("Compute: <55 %> of routed requests do not become " + stage + ".")
            .setVersion(version);
    if (state == AlertState.resolved) {
      alert.setResolvedAt(ONSET.plusSeconds(300));
    }
    return alert;
  }

  /** Writes and commits. */
  void write(Alert alert) {
    writeRaw(alert.getEpisodeId(), encoder.encode(alert));
  }

  /** Writes and commits whatever bytes. */
  void writeRaw(String key, byte[] value) {
    producer.beginTransaction();
    producer.send(
        new ProducerRecord<>(ResultTopics.ALERTS, key.getBytes(StandardCharsets.UTF_8), value));
    producer.commitTransaction();
  }

  /** Writes and takes it back. */
  void writeAndAbort(Alert alert) {
    producer.beginTransaction();
    producer.send(
        new ProducerRecord<>(
            ResultTopics.ALERTS,
            alert.getEpisodeId().getBytes(StandardCharsets.UTF_8),
            encoder.encode(alert)));
    producer.flush();
    producer.abortTransaction();
  }

  @Override
  public void close() {
    producer.close();
  }
}

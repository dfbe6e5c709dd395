package io.chokepoint.cli.console;

import io.chokepoint.results.AcuteBottleneck;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.AlertRole;
import io.chokepoint.results.AlertSeverity;
import io.chokepoint.results.AlertState;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.results.NamedSegment;
import io.chokepoint.results.ReasonShare;
import io.chokepoint.results.RingEdgeState;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictKind;
import io.chokepoint.results.VerdictState;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A network whose results are published minute by minute: who asks (users) is answered (compute),
 * and then pays (payments).
 */
final class PublishedTown implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
  private static final int ENTRANTS = 100;
  private static final int YOUNG_MINUTES = 3;

  private final SingleObjectEncoder<ConversionRow> rows =
      SingleObjectEncoder.of(ConversionRow.class);
  private final SingleObjectEncoder<Verdict> verdicts = SingleObjectEncoder.of(Verdict.class);
  private final SingleObjectEncoder<Alert> alerts = SingleObjectEncoder.of(Alert.class);
  private final String network;
  private final KafkaProducer<byte[], byte[]> producer;

  /** Texts of the events: harmless ones, or such as try to be markup. */
  private final String text;

  PublishedTown(String bootstrapServers, String network, String text) {
    this.network = network;
    this.text = text;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "max.block.ms", 20_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static Instant at(int minute) {
    return START.plusSeconds(60L * minute);
  }

  String episodeId() {
    return network + "/request/answered@" + text;
  }

  /** Minutes in which so many of a hundred are answered; the last of them are not complete yet. */
  PublishedTown minutes(int from, int to, int answered) {
    for (int minute = from; minute < to; minute++) {
      boolean isFinal = minute < to - YOUNG_MINUTES;
      send(row("asked", "answered", minute, ENTRANTS, answered, isFinal));
      send(row("answered", "paid", minute, answered, answered - 1, isFinal));
      if (isFinal) {
        send(
            row("asked", "answered", minute, ENTRANTS / 2, answered / 2, true)
                .setDimension("app")
                .setSegment(text));
      }
    }
    // Rows that were not complete when the minutes before were told.
    for (int minute = Math.max(0, from - YOUNG_MINUTES); minute < from; minute++) {
      send(row("asked", "answered", minute, ENTRANTS, answered, true));
      send(row("answered", "paid", minute, answered, answered - 1, true));
    }
    return this;
  }

  PublishedTown flowing(int minute) {
    return send(verdict(minute, 0.98, VerdictState.flowing).setKind(VerdictKind.none).build());
  }

  PublishedTown learning(int minute) {
    return send(
        verdict(minute, 0.98, VerdictState.learning)
            .setKind(VerdictKind.none)
            .setLearning("Learning what is usual at 2 of 2 steps.")
            .setLearningUntil(at(70))
            .setRingIndex(null)
            .build());
  }

  /** Demand stops at the answers, or nothing is heard of them. */
  PublishedTown stops(int minute, AlertKind kind) {
    boolean isSilent = kind == AlertKind.silent;
    send(
        verdict(minute, 0.4, VerdictState.bottleneck)
            .setKind(VerdictKind.acute)
            .setSentence("Compute: 60 % do not become answered, " + text)
            .setAcute(
                AcuteBottleneck.newBuilder()
                    .setEpisodeId(episodeId())
                    .setPath("request")
                    .setFrom("asked")
                    .setTo("answered")
                    .setLayer("compute")
                    .setKind(kind)
                    .setSeverity(AlertSeverity.page)
                    .setTopic(isSilent ? "town.answers" : null)
                    .setOnset(at(30))
                    .setBaselineRate(0.98)
                    .setRate(isSilent ? null : 0.4)
                    .setRateLow(isSilent ? null : 0.37)
                    .setRateHigh(isSilent ? null : 0.43)
                    .setLost(1_234)
                    .setLostLow(1_100)
                    .setLostHigh(1_350)
                    .setLostPerHour(3_480)
                    .setGoal("paid")
                    .setFrozen(isSilent)
                    .build())
            .build());
    return send(episode(1, minute, kind).build());
  }

  PublishedTown over(int minute, AlertKind kind) {
    return send(
        episode(2, minute, kind).setState(AlertState.resolved).setResolvedAt(at(minute)).build());
  }

  private Alert.Builder episode(int version, int minute, AlertKind kind) {
    return Alert.newBuilder()
        .setEpisodeId(episodeId())
        .setVersion(version)
        .setNetwork(network)
        .setPath("request")
        .setFrom("asked")
        .setTo("answered")
        .setLayer("compute")
        .setDimension("app")
        .setSegment(text)
        .setKind(kind)
        .setTopic(kind == AlertKind.silent ? "town.answers" : null)
        .setState(version == 1 ? AlertState.open : AlertState.updated)
        .setSeverity(AlertSeverity.page)
        .setRole(AlertRole.critical)
        .setOnset(at(30))
        .setOpenedAt(at(33))
        .setUpdatedAt(at(minute))
        .setBaselineRate(0.98)
        .setRate(0.4)
        .setRateLow(0.37)
        .setRateHigh(0.43)
        .setLost(1_234)
        .setGoal("paid")
        .setReasons(
            List.of(
                ReasonShare.newBuilder()
                    .setReason(text)
                    .setCount(900)
                    .setShare(0.58)
                    .setBaselineShare(0.01)
                    .build()))
        .setSegments(
            List.of(
                NamedSegment.newBuilder()
                    .setDimension("app")
                    .setValues(List.of(text))
                    .setCount(1)
                    .setLostShare(0.9)
                    .build()))
        .setExemplars(List.of(text, "id-2"))
        .setSentence("Compute: 60 % do not become answered, " + text);
  }

  private Verdict.Builder verdict(int minute, double rate, VerdictState state) {
    return Verdict.newBuilder()
        .setNetwork(network)
        .setEvaluatedAt(at(minute))
        .setState(state)
        .setSentence("Demand flows.")
        .setRingIndex(rate / 0.98)
        .setRing(
            List.of(
                ring("users", "compute", "asked", "answered", rate),
                ring("compute", "payments", "answered", "paid", 0.98),
                ring("payments", "users", "asked", "paid", rate)));
  }

  private static RingEdgeState ring(
      String fromLayer, String toLayer, String from, String to, double rate) {
    return RingEdgeState.newBuilder()
        .setFromLayer(fromLayer)
        .setToLayer(toLayer)
        .setPath("request")
        .setFrom(from)
        .setTo(to)
        .setRate(rate)
        .setBaselineRate(0.98)
        .setGoal("paid")
        .setWhatIfPerHour(3_480.0)
        .build();
  }

  private ConversionRow.Builder row(
      String from, String to, int minute, long entrants, long converted, boolean isFinal) {
    double rate = (double) converted / (double) entrants;
    return ConversionRow.newBuilder()
        .setNetwork(network)
        .setPath("request")
        .setEdge(ConversionEdge.step)
        .setFrom(from)
        .setTo(to)
        .setFromLayer(to.equals("paid") ? "compute" : "users")
        .setLayer(to.equals("paid") ? "payments" : "compute")
        .setDimension("total")
        .setSegment("")
        .setCohortStart(at(minute))
        .setCohortEnd(at(minute + 1))
        .setStatus(isFinal ? ConversionStatus.final$ : ConversionStatus.provisional)
        .setVersion(isFinal ? 1 : 0)
        .setEntrants(entrants)
        .setConverted(isFinal ? converted : converted / 2)
        .setPending(isFinal ? 0 : entrants - converted / 2)
        .setDropped(isFinal ? entrants - converted : 0)
        .setDropsByReason(isFinal ? Map.of(text, entrants - converted) : Map.of())
        .setLagP50Millis(2_000L)
        .setLagP95Millis(9_000L)
        .setRate(isFinal ? rate : null)
        .setRateLow(isFinal ? Math.max(0, rate - 0.06) : null)
        .setRateHigh(isFinal ? Math.min(1, rate + 0.04) : null)
        .setNowcast(isFinal ? null : rate)
        .setNowcastLow(isFinal ? null : Math.max(0, rate - 0.1))
        .setNowcastHigh(isFinal ? null : Math.min(1, rate + 0.08))
        .setClock(at(minute + 2));
  }

  private void send(ConversionRow.Builder row) {
    send(ResultTopics.CONVERSIONS, rows.encode(row.build()));
  }

  private PublishedTown send(Verdict verdict) {
    return send(ResultTopics.VERDICTS, verdicts.encode(verdict));
  }

  private PublishedTown send(Alert alert) {
    return send(ResultTopics.ALERTS, alerts.encode(alert));
  }

  private PublishedTown send(String topic, byte[] value) {
    producer.send(new ProducerRecord<>(topic, value));
    return this;
  }

  /** Returns when the broker has everything. */
  PublishedTown flush() {
    producer.flush();
    return this;
  }

  @Override
  public void close() {
    producer.close();
  }
}

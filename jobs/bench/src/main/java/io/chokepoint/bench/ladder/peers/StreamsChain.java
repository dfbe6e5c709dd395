package io.chokepoint.bench.ladder.peers;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.StreamJoined;
import org.apache.kafka.streams.kstream.ValueJoiner;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;

/**
 * The request path as a chain of windowed joins of Kafka Streams.
 *
 * <p>Inner joins, since who was dropped is who does not come out. Stores are in memory and without
 * change logs, so that it is compared with the job before checkpoints; events are partitioned by
 * the key of their message where that is the key of the join, and repartitioned where it is not.
 * What comes out is counted where it comes out, without one more store.
 *
 * <p>Not expressed: pending and dropped as two things, clocks of topics, corrections beyond the
 * grace, reasons, segments, values, lags, several events of one stage (each would count), an end of
 * the input, and joins that do not depend on how far apart the topics were read.
 */
public final class StreamsChain {
  /** How far topics may be apart in what a task has read: stores keep that much more. */
  private static final Duration GRACE = Duration.ofHours(1);

  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final Duration TRUST = Duration.ofMinutes(15);
  private static final Serde<String> KEY = Serdes.String();
  private static final Serde<Carried> VALUE = Carried.serde();

  private final StreamsBuilder builder = new StreamsBuilder();

  private StreamsChain() {}

  /** The topology; its rows go to {@link FoundRows}. */
  public static Topology topology() {
    return new StreamsChain().build();
  }

  private Topology build() {
    KStream<String, Carried> requested = requests();
    KStream<String, Carried> admitted =
        join(
            "admitted",
            requested,
            stage(PathTopic.ADMITTED),
            Duration.ZERO,
            Duration.ofSeconds(10),
            (journey, event) -> journey);
    KStream<String, Carried> routed =
        join(
            "routed",
            admitted,
            stage(PathTopic.ROUTED),
            Duration.ZERO,
            Duration.ofSeconds(10),
            (journey, event) -> journey);
    KStream<String, Carried> executed =
        join("executed", routed, executions(), Duration.ZERO, Duration.ofMinutes(5), Carried::with);
    KStream<String, Carried> paid =
        join(
            "paid",
            rekeyed("by-session", executed.selectKey((id, journey) -> journey.session())),
            stage(PathTopic.PAID),
            Duration.ZERO,
            Duration.ofMinutes(15),
            (journey, event) -> journey);
    KStream<String, Carried> rewarded =
        join(
            "rewarded",
            rekeyed("by-reward", paid.selectKey((session, journey) -> journey.reward())),
            rekeyed("rewards", stage(PathTopic.REWARDED)),
            Duration.ZERO,
            Duration.ofMinutes(30),
            (journey, event) -> journey);
    KStream<String, Carried> verified =
        join(
            "verified",
            executed.filter((id, journey) -> journey.provable()),
            rekeyed("proofs", proofs()),
            SKEW,
            Duration.ofHours(1),
            (journey, event) -> journey.provenAt(event.proven()));
    KStream<String, Carried> trusted =
        join(
                "trusted",
                verified,
                acceptances(),
                SKEW,
                TRUST,
                (journey, event) ->
                    event.proven() >= journey.proven()
                            && event.proven() <= journey.proven() + TRUST.toMillis()
                        ? journey
                        : Carried.NOTHING)
            .filter((id, journey) -> journey.entered() > 0);
    count(0, requested);
    count(1, admitted);
    count(2, routed);
    count(3, executed);
    count(4, paid);
    count(5, rewarded);
    count(6, verified);
    count(7, trusted);
    return builder.build();
  }

  private KStream<String, Carried> requests() {
    return values(
        PathTopic.REQUESTED,
        event -> Carried.entry(event.time(), IntervalChain.isProvable(event.field(1))));
  }

  private KStream<String, Carried> executions() {
    return values(
        PathTopic.EXECUTED,
        event ->
            Carried.work(
                Objects.requireNonNullElse(event.field(1), ""),
                Objects.requireNonNullElse(event.field(2), "")));
  }

  private KStream<String, Carried> acceptances() {
    return values(PathTopic.TRUSTED, event -> Carried.NOTHING.provenAt(event.time()));
  }

  /** Of a topic whose messages have the key of the join; the others' is taken from the event. */
  private KStream<String, Carried> stage(PathTopic topic) {
    return topic == PathTopic.REWARDED
        ? raw(topic).flatMap((key, event) -> List.of(KeyValue.pair(event.key(), Carried.NOTHING)))
        : values(topic, event -> Carried.NOTHING);
  }

  private KStream<String, Carried> proofs() {
    return raw(PathTopic.VERIFIED)
        .flatMap(
            (batch, event) -> {
              Carried proof = Carried.NOTHING.provenAt(event.time());
              return event.keys().stream().map(member -> KeyValue.pair(member, proof)).toList();
            });
  }

  private KStream<String, Carried> values(PathTopic topic, Function<EventReader, Carried> value) {
    return raw(topic).mapValues(value::apply);
  }

  /** The events that count; the reader holds the one at hand. */
  private KStream<String, EventReader> raw(PathTopic topic) {
    EventReader reader = new EventReader(topic);
    return builder.stream(topic.topic(), Consumed.with(KEY, Serdes.ByteArray()))
        .filter((key, bytes) -> reader.read(bytes))
        .mapValues(bytes -> reader);
  }

  private static KStream<String, Carried> rekeyed(String name, KStream<String, Carried> stream) {
    return stream.repartition(
        Repartitioned.with(KEY, VALUE).withName(name).withNumberOfPartitions(1));
  }

  private static KStream<String, Carried> join(
      String name,
      KStream<String, Carried> journeys,
      KStream<String, Carried> events,
      Duration before,
      Duration after,
      ValueJoiner<Carried, Carried, Carried> joiner) {
    return journeys.join(
        events,
        joiner,
        JoinWindows.ofTimeDifferenceAndGrace(after, GRACE).before(before),
        StreamJoined.with(KEY, VALUE, VALUE)
            .withName(name)
            .withThisStoreSupplier(store(name + "-journeys", before.plus(after)))
            .withOtherStoreSupplier(store(name + "-events", before.plus(after)))
            .withLoggingDisabled());
  }

  private static WindowBytesStoreSupplier store(String name, Duration window) {
    return Stores.inMemoryWindowStore(name, window.plus(GRACE), window, true);
  }

  private static void count(int stage, KStream<String, Carried> journeys) {
    journeys.processValues(
        () ->
            new ContextualFixedKeyProcessor<String, Carried, Carried>() {
              @Override
              public void process(FixedKeyRecord<String, Carried> record) {
                FoundRows.add(record.value().entered(), stage);
              }
            });
  }
}

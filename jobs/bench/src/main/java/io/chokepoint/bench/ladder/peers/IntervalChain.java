package io.chokepoint.bench.ladder.peers;

import static org.apache.flink.api.common.typeinfo.Types.BOOLEAN;
import static org.apache.flink.api.common.typeinfo.Types.INT;
import static org.apache.flink.api.common.typeinfo.Types.LONG;
import static org.apache.flink.api.common.typeinfo.Types.STRING;
import static org.apache.flink.api.common.typeinfo.Types.TUPLE;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.ProcessJoinFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The request path as a chain of interval joins of the DataStream API.
 *
 * <p>They are inner joins, which is all that the API has: who was dropped is who does not come out,
 * so each join's output is counted by cohort, and a join keeps nothing of those who were dropped
 * before. Records are tuples, whose serializers are the fastest that Flink brings.
 *
 * <p>Not expressed: pending and dropped as two things, clocks of topics (one watermark for all),
 * corrections (what is late is left out), reasons, segments, values, lags, several events of one
 * stage (each would count), and a member of a group that comes after the watermark.
 */
public final class IntervalChain {
  private static final TypeInformation<Tuple2<String, Long>> KEYED = TUPLE(STRING, LONG);

  /** Id, time of the entry, whether it is to be proven. */
  private static final TypeInformation<Tuple3<String, Long, Boolean>> ENTERED =
      TUPLE(STRING, LONG, BOOLEAN);

  /** Id, time of the execution, session, reward group. */
  private static final TypeInformation<Tuple4<String, Long, String, String>> EXECUTED =
      TUPLE(STRING, LONG, STRING, STRING);

  /** Id, time of the entry, whether it is to be proven, session, reward group. */
  private static final TypeInformation<Tuple5<String, Long, Boolean, String, String>> WORKED =
      TUPLE(STRING, LONG, BOOLEAN, STRING, STRING);

  private static final Duration NONE = Duration.ZERO;
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final Duration TRUST = Duration.ofMinutes(15);

  private IntervalChain() {}

  /** Builds the job; its rows go to {@link FoundRows}. */
  public static void build(StreamExecutionEnvironment env, Map<String, String> client) {
    DataStream<Tuple3<String, Long, Boolean>> requested =
        PeerSource.of(
            env,
            client,
            PathTopic.REQUESTED,
            ENTERED,
            event -> event.f1,
            (event, out) ->
                out.collect(Tuple3.of(event.key(), event.time(), isProvable(event.field(1)))));
    DataStream<Tuple3<String, Long, Boolean>> admitted =
        next(requested, keyed(env, client, PathTopic.ADMITTED), Duration.ofSeconds(10));
    DataStream<Tuple3<String, Long, Boolean>> routed =
        next(admitted, keyed(env, client, PathTopic.ROUTED), Duration.ofSeconds(10));
    DataStream<Tuple5<String, Long, Boolean, String, String>> executed =
        executed(env, client, routed);
    DataStream<Tuple3<String, Long, String>> paid = paid(env, client, executed);
    DataStream<Tuple2<String, Long>> rewarded = rewarded(env, client, paid);
    DataStream<Tuple3<String, Long, Long>> verified = verified(env, client, executed);
    DataStream<Tuple2<String, Long>> trusted = trusted(env, client, verified);
    counted(0, requested, r -> r.f1)
        .union(
            counted(1, admitted, r -> r.f1),
            counted(2, routed, r -> r.f1),
            counted(3, executed, r -> r.f1),
            counted(4, paid, r -> r.f1),
            counted(5, rewarded, r -> r.f1),
            counted(6, verified, r -> r.f1),
            counted(7, trusted, r -> r.f1))
        .keyBy(stage -> stage.f1, LONG)
        .process(new CountCohorts())
        .name("count cohorts")
        .sinkTo(new DiscardingSink<>());
  }

  /** Whether a settlement of that kind publishes a proof. */
  static boolean isProvable(@Nullable String settlement) {
    return "batch".equals(settlement) || "individual".equals(settlement);
  }

  private static DataStream<Tuple2<String, Long>> keyed(
      StreamExecutionEnvironment env, Map<String, String> client, PathTopic topic) {
    return PeerSource.of(
        env,
        client,
        topic,
        KEYED,
        event -> event.f1,
        (event, out) -> out.collect(Tuple2.of(event.key(), event.time())));
  }

  private static DataStream<Tuple3<String, Long, Boolean>> next(
      DataStream<Tuple3<String, Long, Boolean>> before,
      DataStream<Tuple2<String, Long>> stage,
      Duration within) {
    return before
        .keyBy(journey -> journey.f0, STRING)
        .intervalJoin(stage.keyBy(event -> event.f0, STRING))
        .between(NONE, within)
        .process(joined((journey, event) -> journey), ENTERED);
  }

  private static DataStream<Tuple5<String, Long, Boolean, String, String>> executed(
      StreamExecutionEnvironment env,
      Map<String, String> client,
      DataStream<Tuple3<String, Long, Boolean>> routed) {
    DataStream<Tuple4<String, Long, String, String>> executions =
        PeerSource.of(
            env,
            client,
            PathTopic.EXECUTED,
            EXECUTED,
            event -> event.f1,
            (event, out) ->
                out.collect(
                    Tuple4.of(
                        event.key(),
                        event.time(),
                        Objects.requireNonNullElse(event.field(1), ""),
                        Objects.requireNonNullElse(event.field(2), ""))));
    return routed
        .keyBy(journey -> journey.f0, STRING)
        .intervalJoin(executions.keyBy(event -> event.f0, STRING))
        .between(NONE, Duration.ofMinutes(5))
        .process(
            joined(
                (journey, event) ->
                    Tuple5.of(journey.f0, journey.f1, journey.f2, event.f2, event.f3)),
            WORKED);
  }

  private static DataStream<Tuple3<String, Long, String>> paid(
      StreamExecutionEnvironment env,
      Map<String, String> client,
      DataStream<Tuple5<String, Long, Boolean, String, String>> executed) {
    return executed
        .keyBy(journey -> journey.f3, STRING)
        .intervalJoin(keyed(env, client, PathTopic.PAID).keyBy(event -> event.f0, STRING))
        .between(NONE, Duration.ofMinutes(15))
        .process(
            joined((journey, event) -> Tuple3.of(journey.f0, journey.f1, journey.f4)),
            TUPLE(STRING, LONG, STRING));
  }

  private static DataStream<Tuple2<String, Long>> rewarded(
      StreamExecutionEnvironment env,
      Map<String, String> client,
      DataStream<Tuple3<String, Long, String>> paid) {
    return paid.keyBy(journey -> journey.f2, STRING)
        .intervalJoin(keyed(env, client, PathTopic.REWARDED).keyBy(event -> event.f0, STRING))
        .between(NONE, Duration.ofMinutes(30))
        .process(joined((journey, event) -> Tuple2.of(journey.f0, journey.f1)), KEYED);
  }

  /** With the time of the proof, by a clock that may be off: the record's own may be later. */
  private static DataStream<Tuple3<String, Long, Long>> verified(
      StreamExecutionEnvironment env,
      Map<String, String> client,
      DataStream<Tuple5<String, Long, Boolean, String, String>> executed) {
    DataStream<Tuple2<String, Long>> proofs =
        PeerSource.of(
            env,
            client,
            PathTopic.VERIFIED,
            KEYED,
            event -> event.f1,
            (event, out) -> {
              long time = event.time();
              event.keys().forEach(member -> out.collect(Tuple2.of(member, time)));
            });
    return executed
        .filter(journey -> journey.f2)
        .keyBy(journey -> journey.f0, STRING)
        .intervalJoin(proofs.keyBy(event -> event.f0, STRING))
        .between(SKEW.negated(), Duration.ofHours(1))
        .process(
            joined((journey, event) -> Tuple3.of(journey.f0, journey.f1, event.f1)),
            TUPLE(STRING, LONG, LONG));
  }

  private static DataStream<Tuple2<String, Long>> trusted(
      StreamExecutionEnvironment env,
      Map<String, String> client,
      DataStream<Tuple3<String, Long, Long>> verified) {
    long within = TRUST.toMillis();
    return verified
        .keyBy(journey -> journey.f0, STRING)
        .intervalJoin(keyed(env, client, PathTopic.TRUSTED).keyBy(event -> event.f0, STRING))
        .between(SKEW.negated(), TRUST)
        .process(
            joined(
                (journey, event) ->
                    event.f1 >= journey.f2 && event.f1 <= journey.f2 + within
                        ? Tuple2.of(journey.f0, journey.f1)
                        : null),
            KEYED);
  }

  private static <T> DataStream<Tuple2<Integer, Long>> counted(
      int stage, DataStream<T> journeys, PeerSource.TimeOf<T> entry) {
    return journeys
        .map(
            journey ->
                Tuple2.of(
                    stage,
                    entry.time(journey) / CountCohorts.COHORT_MILLIS * CountCohorts.COHORT_MILLIS))
        .returns(TUPLE(INT, LONG));
  }

  /** What comes out of a journey and an event of its next stage; null where they do not fit. */
  @FunctionalInterface
  private interface Join<L, R, O> extends Serializable {
    @Nullable O of(L journey, R event);
  }

  private static <L, R, O> ProcessJoinFunction<L, R, O> joined(Join<L, R, O> join) {
    return new ProcessJoinFunction<>() {
      private static final long serialVersionUID = 1;

      @Override
      public void processElement(L journey, R event, Context context, Collector<O> out) {
        O joined = join.of(journey, event);
        if (joined != null) {
          out.collect(joined);
        }
      }
    };
  }
}

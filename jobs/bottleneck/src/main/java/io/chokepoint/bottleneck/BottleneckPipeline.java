package io.chokepoint.bottleneck;

import io.chokepoint.bottleneck.operator.DetectTrouble;
import io.chokepoint.bottleneck.operator.EvaluateJourneys;
import io.chokepoint.bottleneck.operator.ExpandGroups;
import io.chokepoint.bottleneck.operator.JudgeNetwork;
import io.chokepoint.bottleneck.operator.NowcastRows;
import io.chokepoint.bottleneck.operator.SampleDropped;
import io.chokepoint.bottleneck.operator.local.KeepExamples;
import io.chokepoint.bottleneck.operator.local.PreAggregateTallies;
import io.chokepoint.bottleneck.operator.local.RouteEvents;
import io.chokepoint.bottleneck.operator.local.TabulateCohorts;
import io.chokepoint.bottleneck.record.CohortKey;
import io.chokepoint.bottleneck.record.DroppedKey;
import io.chokepoint.bottleneck.record.DroppedStepSerializer;
import io.chokepoint.bottleneck.record.NetworkNews;
import io.chokepoint.bottleneck.record.NetworkNewsSerializer;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.OutputRecordSerializer;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.StageEventSerializer;
import io.chokepoint.bottleneck.record.StepNews;
import io.chokepoint.bottleneck.record.StreamKey;
import io.chokepoint.bottleneck.record.StreamKeySerializer;
import io.chokepoint.bottleneck.record.TallyDeltaSerializer;
import io.chokepoint.domain.journey.DroppedStep;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.network.Network;
import io.chokepoint.schemas.ResultTopics;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/**
 * The wiring of the job, from built sources to streams of results; the same for Kafka, for recorded
 * files and for tests.
 *
 * <pre>
 *   source-TOPIC ─ routing-TOPIC ─┬───────────────────────────┬─ journeys ─ tally-pre-aggregation ─ cohort-tables ─┬─────────────┬─ verdicts ─ verdicts, alerts
 *   (one of each a topic)         ├─ members, set events ─ fan-in-groups ─┘  │                          │          └─ detectors ─┤
 *                                 ├─ rejected                                │                          └─────────────────── nowcasts ─ conversions
 *                                 └─ late (also of groups and journeys)      └─ dropped-pre-selection (also to verdicts) ─ dropped-samples ─ dropped
 * </pre>
 */
public final class BottleneckPipeline {

  /**
   * The streams of results, by the topic that they are meant for.
   *
   * @param byTopic names as in {@link ResultTopics}, and {@link DetectTrouble#LEARNT_RESULTS} where
   *     they are asked for
   */
  public record Results(Map<String, DataStream<OutputRecord>> byTopic) {}

  /**
   * The events of all sources, before anything is keyed.
   *
   * @param events to their journeys
   * @param ofGroups to the fan-in groups
   * @param rejected records that were refused
   * @param late records beyond the retention, as far as their source could know
   */
  public record Routed(
      DataStream<StageEvent> events,
      DataStream<StageEvent> ofGroups,
      DataStream<OutputRecord> rejected,
      DataStream<OutputRecord> late) {}

  /**
   * What became of the journeys.
   *
   * @param tallies how each event changed the tallies, with the dropped steps beside
   * @param late records beyond the retention, all that are known so far
   */
  public record Journeys(
      SingleOutputStreamOperator<TallyDelta> tallies, DataStream<OutputRecord> late) {}

  private BottleneckPipeline() {}

  /**
   * Wires the job.
   *
   * @param network a checked network
   * @param options the operators' options
   * @param sources by topic, streams with event times and watermarks; one under any other name
   *     carries all topics
   * @return the streams of results, not yet sunk
   */
  public static Results build(
      Network network, PipelineOptions options, Map<String, DataStream<SourceRecord>> sources) {
    Routed routed = route(network, options, sources);
    Journeys evaluated = journeys(network, options, routed);
    SingleOutputStreamOperator<TallyDelta> journeys = evaluated.tallies();
    SingleOutputStreamOperator<OutputRecord> rows = conversions(network, options, journeys);
    SingleOutputStreamOperator<NetworkNews> statuses =
        detectTrouble(network, options, rows.getSideOutput(TabulateCohorts.EVIDENCE));
    SingleOutputStreamOperator<DroppedStep> kept =
        journeys
            .getSideOutput(EvaluateJourneys.DROPPED)
            .transform("pre-select examples", DroppedStepSerializer.TYPE, new KeepExamples())
            .uid(OperatorUids.EXAMPLES);
    String name = network.name();
    SingleOutputStreamOperator<OutputRecord> verdicts =
        rows.getSideOutput(TabulateCohorts.FINALS)
            .union(statuses, kept.getSideOutput(KeepExamples.OF_VERDICTS))
            .keyBy((NetworkNews news) -> name, Types.STRING)
            .process(new JudgeNetwork(network, options), OutputRecordSerializer.TYPE)
            .name("judge network")
            .uid(OperatorUids.VERDICTS);
    Map<String, DataStream<OutputRecord>> results = new LinkedHashMap<>();
    results.put(
        ResultTopics.CONVERSIONS,
        // Recorded files have no provisional rows.
        options.recorded() ? rows : nowcasts(network, rows, statuses));
    results.put(ResultTopics.VERDICTS, verdicts);
    results.put(ResultTopics.ALERTS, verdicts.getSideOutput(JudgeNetwork.ALERTS));
    results.put(ResultTopics.DROPPED, examples(network, options, kept));
    results.put(ResultTopics.REJECTED, routed.rejected());
    results.put(ResultTopics.LATE, evaluated.late());
    if (options.savesBaselines()) {
      results.put(DetectTrouble.LEARNT_RESULTS, statuses.getSideOutput(DetectTrouble.LEARNT));
    }
    return new Results(results);
  }

  /**
   * The first part of {@link #build}: each source's events on their ways.
   *
   * @param sources as there
   */
  public static Routed route(
      Network network, PipelineOptions options, Map<String, DataStream<SourceRecord>> sources) {
    DataStream<StageEvent> events = null;
    DataStream<StageEvent> ofGroups = null;
    DataStream<OutputRecord> rejected = null;
    DataStream<OutputRecord> late = null;
    for (Map.Entry<String, DataStream<SourceRecord>> source : sources.entrySet()) {
      SingleOutputStreamOperator<StageEvent> routed =
          source
              .getValue()
              .transform(
                  "route " + source.getKey(),
                  StageEventSerializer.TYPE,
                  new RouteEvents(network, topics(network, source.getKey()), options))
              .uid(OperatorUids.routing(source.getKey()));
      events = events == null ? routed : events.union(routed);
      ofGroups = union(ofGroups, routed.getSideOutput(RouteEvents.GROUPS));
      rejected = union(rejected, routed.getSideOutput(RouteEvents.REJECTED));
      late = union(late, routed.getSideOutput(RouteEvents.LATE));
    }
    if (events == null || ofGroups == null || rejected == null || late == null) {
      throw new IllegalArgumentException("a pipeline needs at least one source");
    }
    return new Routed(events, ofGroups, rejected, late);
  }

  /** The second part of {@link #build}: members of groups found, journeys evaluated. */
  public static Journeys journeys(Network network, PipelineOptions options, Routed routed) {
    DataStream<StageEvent> events = routed.events();
    DataStream<OutputRecord> late = routed.late();
    if (network.paths().stream()
        .anyMatch(p -> p.stages().stream().anyMatch(s -> s.group() != null))) {
      SingleOutputStreamOperator<StageEvent> expanded =
          expandGroups(network, options, routed.ofGroups());
      events = events.union(expanded);
      late = late.union(expanded.getSideOutput(ExpandGroups.LATE));
    }
    SingleOutputStreamOperator<TallyDelta> tallies = evaluateJourneys(network, options, events);
    return new Journeys(tallies, late.union(tallies.getSideOutput(EvaluateJourneys.LATE)));
  }

  /** The topics of a source: the one that it is named for, else all. */
  private static BitSet topics(Network network, String source) {
    BitSet topics = new BitSet();
    int topic = network.topicIndex(source);
    if (topic < 0) {
      topics.set(0, network.topics().size());
    } else {
      topics.set(topic);
    }
    return topics;
  }

  private static <T> DataStream<T> union(@Nullable DataStream<T> all, DataStream<T> more) {
    return all == null ? more : all.union(more);
  }

  private static SingleOutputStreamOperator<StageEvent> expandGroups(
      Network network, PipelineOptions options, DataStream<StageEvent> ofGroups) {
    return ofGroups
        .keyBy((StageEvent event) -> StreamKey.ofGroup(event), StreamKeySerializer.TYPE)
        .process(new ExpandGroups(network, options), StageEventSerializer.TYPE)
        .name("expand groups")
        .uid(OperatorUids.GROUPS);
  }

  private static SingleOutputStreamOperator<TallyDelta> evaluateJourneys(
      Network network, PipelineOptions options, DataStream<StageEvent> events) {
    return events
        .keyBy(StreamKey::ofJourney, StreamKeySerializer.TYPE)
        .process(new EvaluateJourneys(network, options), TallyDeltaSerializer.TYPE)
        .name("evaluate journeys")
        .uid(OperatorUids.JOURNEYS);
  }

  private static SingleOutputStreamOperator<OutputRecord> conversions(
      Network network, PipelineOptions options, DataStream<TallyDelta> tallies) {
    return tallies
        .transform(
            "pre-aggregate tallies",
            TallyDeltaSerializer.TYPE,
            new PreAggregateTallies(network, options))
        .uid(OperatorUids.PRE_AGGREGATION)
        .keyBy(CohortKey::of, TypeInformation.of(CohortKey.class))
        .transform(
            "tabulate cohorts", OutputRecordSerializer.TYPE, new TabulateCohorts(network, options))
        .uid(OperatorUids.COHORTS);
  }

  private static SingleOutputStreamOperator<NetworkNews> detectTrouble(
      Network network, PipelineOptions options, DataStream<StepNews> news) {
    return news.keyBy(StepNews::step, Types.INT)
        .process(new DetectTrouble(network, options), NetworkNewsSerializer.TYPE)
        .name("detect trouble")
        .uid(OperatorUids.DETECTORS);
  }

  private static DataStream<OutputRecord> nowcasts(
      Network network,
      DataStream<OutputRecord> rows,
      SingleOutputStreamOperator<NetworkNews> statuses) {
    return rows.connect(
            statuses.getSideOutput(DetectTrouble.BASELINES).broadcast(NowcastRows.BASELINES))
        .process(new NowcastRows(network), OutputRecordSerializer.TYPE)
        .name("nowcast rows")
        .uid(OperatorUids.NOWCASTS);
  }

  private static DataStream<OutputRecord> examples(
      Network network, PipelineOptions options, DataStream<DroppedStep> kept) {
    return kept.keyBy(DroppedKey::of, TypeInformation.of(DroppedKey.class))
        .process(new SampleDropped(network, options), OutputRecordSerializer.TYPE)
        .name("sample dropped journeys")
        .uid(OperatorUids.DROPPED);
  }
}

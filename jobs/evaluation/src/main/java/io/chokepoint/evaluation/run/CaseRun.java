package io.chokepoint.evaluation.run;

import io.chokepoint.bottleneck.BottleneckPipeline;
import io.chokepoint.bottleneck.InProcessFlink;
import io.chokepoint.bottleneck.PipelineDefaults;
import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.RowDetail;
import io.chokepoint.bottleneck.io.file.ReadSortedEvents;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecordSerializer;
import io.chokepoint.datagen.Simulation;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import io.chokepoint.evaluation.plan.EvaluationCase;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Simulates a case and replays it through the job's own pipeline, in this process: as a run over a
 * recording does it, sorted by event time, or as a job on Kafka sees it, by topic and in the order
 * of delivery.
 */
public final class CaseRun {
  private static final long LIVE_BUFFER_MILLIS = 5;

  private CaseRun() {}

  /**
   * Runs a case to its end.
   *
   * @throws Exception if the job fails
   */
  public static Observation of(EvaluationCase each) throws Exception {
    long begunNanos = System.nanoTime();
    Simulation simulation = new Simulation(each.network(), each.options());
    StageCounts counts =
        new StageCounts(0, each.network().paths().get(0), each.options().startMillis());
    EventsInOrder events = new EventsInOrder(each, simulation, counts);
    Findings findings = new Findings();
    Handover handover = Handover.open(events, findings);
    try {
      replay(each, handover.number());
    } finally {
      handover.close();
    }
    return new Observation(
        each,
        simulation.truth(),
        counts,
        findings.finals(),
        ReportedEpisodes.of(findings.alerts()),
        findings.splits(),
        findings.largestSplitError(),
        events.events(),
        (System.nanoTime() - begunNanos) / 1e9);
  }

  private static void replay(EvaluationCase each, long handover) throws Exception {
    Network network = each.network();
    Configuration config = InProcessFlink.configuration();
    // Nothing outside this process can fail, so what failed once fails again.
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, config);
    PipelineDefaults.apply(env);
    PipelineOptions options = PipelineOptions.defaultsFor(network);
    boolean isLive = each.family().isLive();
    Map<String, DataStream<SourceRecord>> sources =
        isLive ? live(env, network, handover) : recorded(env, handover);
    DataStream<OutputRecord> results =
        BottleneckPipeline.build(
                network,
                (isLive ? options : options.forRecordedFiles()).with(RowDetail.TOTALS),
                sources)
            .byTopic()
            .values()
            .stream()
            .reduce(DataStream::union)
            .orElseThrow();
    results.sinkTo(new FindingsSink(handover)).name("take findings").uid("findings");
    env.execute("evaluate " + each.name());
  }

  private static Map<String, DataStream<SourceRecord>> recorded(
      StreamExecutionEnvironment env, long handover) {
    return Map.of(
        "simulated",
        env.fromData(Types.LONG, handover)
            .uid("case")
            .flatMap(new SimulatedSource())
            .returns(SourceRecordSerializer.TYPE)
            .name("simulate")
            .uid("simulated-events")
            .assignTimestampsAndWatermarks(ReadSortedEvents.watermarks())
            .uid("watermarks"));
  }

  private static Map<String, DataStream<SourceRecord>> live(
      StreamExecutionEnvironment env, Network network, long handover) {
    // What waits in a buffer keeps the verdicts waiting, and those the source.
    env.setBufferTimeout(LIVE_BUFFER_MILLIS);
    SingleOutputStreamOperator<SourceRecord> events =
        env.fromData(Types.LONG, handover)
            .uid("case")
            .process(new LiveEvents(network), SourceRecordSerializer.TYPE)
            .name("simulate")
            .uid("simulated-events");
    Map<String, DataStream<SourceRecord>> sources = new LinkedHashMap<>();
    for (Topic topic : network.topics()) {
      sources.put(
          topic.name(),
          events
              .getSideOutput(LiveEvents.road(topic.name()))
              .assignTimestampsAndWatermarks(LiveWatermarks.of(topic))
              .uid("watermarks-" + topic.name())
              .filter(record -> !LiveEvents.isClock(record))
              .uid("events-" + topic.name()));
    }
    return sources;
  }
}

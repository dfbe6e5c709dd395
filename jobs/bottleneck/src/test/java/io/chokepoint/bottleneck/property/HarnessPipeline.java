package io.chokepoint.bottleneck.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.operator.DetectTrouble;
import io.chokepoint.bottleneck.operator.EvaluateJourneys;
import io.chokepoint.bottleneck.operator.ExpandGroups;
import io.chokepoint.bottleneck.operator.JudgeNetwork;
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
import io.chokepoint.bottleneck.record.StepStatus;
import io.chokepoint.bottleneck.record.StreamKey;
import io.chokepoint.bottleneck.record.StreamKeySerializer;
import io.chokepoint.bottleneck.record.TallyDeltaSerializer;
import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.journey.DroppedStep;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/**
 * The job's operators wired as {@code BottleneckPipeline} wires them, each with its own parallel
 * subtasks in test harnesses: every record goes all the way before the next, so that a seed costs
 * milliseconds.
 */
final class HarnessPipeline implements AutoCloseable {
  /** One a topic. */
  private final List<Subtasks<SourceRecord, StageEvent>> routing = new ArrayList<>();

  private final long[] watermarks;
  private final boolean[] idle;
  private long watermark = Long.MIN_VALUE;
  private final Subtasks<StageEvent, StageEvent> groups;
  private final Subtasks<StageEvent, TallyDelta> journeys;
  private final Subtasks<DroppedStep, DroppedStep> examples;
  private final Subtasks<DroppedStep, OutputRecord> dropped;
  private final Subtasks<TallyDelta, TallyDelta> preAggregation;
  private final Subtasks<TallyDelta, OutputRecord> cohorts;
  private final Subtasks<StepNews, NetworkNews> detectors;
  private final Subtasks<NetworkNews, OutputRecord> verdicts;
  private final List<StepNews> evidence;
  private final List<EdgeStatus> statuses;
  private final List<OutputRecord> published;

  /**
   * A checkpoint of the whole pipeline.
   *
   * @param evidence what detectors had been told by then
   * @param statuses what they had said
   * @param published what had been published
   */
  record Checkpoint(
      List<OperatorSubtaskState> routing,
      OperatorSubtaskState groups,
      OperatorSubtaskState journeys,
      OperatorSubtaskState cohorts,
      OperatorSubtaskState dropped,
      OperatorSubtaskState detectors,
      OperatorSubtaskState verdicts,
      List<StepNews> evidence,
      List<EdgeStatus> statuses,
      List<OutputRecord> published) {}

  /**
   * Opens the operators.
   *
   * @param backend makes the state backend of each subtask
   * @param from what to restore, or null
   */
  HarnessPipeline(
      Network network,
      PipelineOptions options,
      int parallelism,
      Supplier<StateBackend> backend,
      @Nullable Checkpoint from)
      throws Exception {
    published = from == null ? new ArrayList<>() : new ArrayList<>(from.published());
    evidence = from == null ? new ArrayList<>() : new ArrayList<>(from.evidence());
    statuses = from == null ? new ArrayList<>() : new ArrayList<>(from.statuses());
    cohorts =
        Subtasks.keyed(
            parallelism,
            () -> new TabulateCohorts(network, options),
            CohortKey::of,
            TypeInformation.of(CohortKey.class),
            OutputRecordSerializer.INSTANCE,
            backend,
            from == null ? null : from.cohorts());
    detectors =
        Subtasks.keyed(
            parallelism,
            () -> new KeyedProcessOperator<>(new DetectTrouble(network, options)),
            StepNews::step,
            Types.INT,
            NetworkNewsSerializer.INSTANCE,
            backend,
            from == null ? null : from.detectors());
    verdicts =
        Subtasks.keyed(
            parallelism,
            () -> new KeyedProcessOperator<>(new JudgeNetwork(network, options)),
            news -> network.name(),
            Types.STRING,
            OutputRecordSerializer.INSTANCE,
            backend,
            from == null ? null : from.verdicts());
    examples = Subtasks.chained(parallelism, KeepExamples::new, DroppedStepSerializer.INSTANCE);
    dropped =
        Subtasks.keyed(
            parallelism,
            () -> new KeyedProcessOperator<>(new SampleDropped(network, options)),
            DroppedKey::of,
            TypeInformation.of(DroppedKey.class),
            OutputRecordSerializer.INSTANCE,
            backend,
            from == null ? null : from.dropped());
    preAggregation =
        Subtasks.chained(
            parallelism,
            () -> new PreAggregateTallies(network, options),
            TallyDeltaSerializer.INSTANCE);
    journeys =
        Subtasks.keyed(
            parallelism,
            () -> new KeyedProcessOperator<>(new EvaluateJourneys(network, options)),
            StreamKey::ofJourney,
            StreamKeySerializer.TYPE,
            TallyDeltaSerializer.INSTANCE,
            backend,
            from == null ? null : from.journeys());
    groups =
        Subtasks.keyed(
            parallelism,
            () -> new KeyedProcessOperator<>(new ExpandGroups(network, options)),
            event -> StreamKey.ofGroup(event),
            StreamKeySerializer.TYPE,
            StageEventSerializer.INSTANCE,
            backend,
            from == null ? null : from.groups());
    for (int t = 0; t < network.topics().size(); t++) {
      BitSet topic = new BitSet();
      topic.set(t);
      routing.add(
          Subtasks.source(
              () -> new RouteEvents(network, topic, options),
              StageEventSerializer.INSTANCE,
              from == null ? null : from.routing().get(t)));
    }
    watermarks = new long[routing.size()];
    Arrays.fill(watermarks, Long.MIN_VALUE);
    idle = new boolean[routing.size()];
  }

  /** Takes a record of a topic in. */
  void deliver(int topic, SourceRecord record) throws Exception {
    routing.get(topic).send(0, record);
    exchange();
  }

  /** Moves the watermark of every topic. */
  void watermark(long time) throws Exception {
    for (int t = 0; t < routing.size(); t++) {
      routing.get(t).watermark(new Watermark(time));
      watermarks[t] = time;
      idle[t] = false;
    }
    exchange();
    advance();
  }

  /** Moves the watermark of one topic, which is no longer idle then. */
  void watermark(int topic, long time) throws Exception {
    routing.get(topic).status(WatermarkStatus.ACTIVE);
    routing.get(topic).watermark(new Watermark(time));
    watermarks[topic] = time;
    idle[topic] = false;
    exchange();
    advance();
  }

  /** A topic has been silent for its idle time. */
  void idle(int topic) throws Exception {
    routing.get(topic).status(WatermarkStatus.IDLE);
    idle[topic] = true;
    exchange();
    advance();
  }

  /**
   * Downstream, the watermark is the least of the topics that are not idle, and never goes back.
   */
  private void advance() throws Exception {
    long least = Long.MAX_VALUE;
    for (int t = 0; t < watermarks.length; t++) {
      if (!idle[t]) {
        least = Math.min(least, watermarks[t]);
      }
    }
    if (least <= watermark || (least == Long.MAX_VALUE && idle[0])) {
      return;
    }
    watermark = least;
    for (Subtasks<?, ?> each :
        List.of(
            groups, journeys, examples, dropped, preAggregation, cohorts, detectors, verdicts)) {
      each.watermark(new Watermark(least));
      exchange();
    }
  }

  /** Ends the streams. */
  void end() throws Exception {
    watermark(Watermark.MAX_WATERMARK.getTimestamp());
  }

  private void exchange() throws Exception {
    List<Subtasks<?, StageEvent>> toJourneys = new ArrayList<>(routing);
    toJourneys.add(groups);
    for (Subtasks<?, StageEvent> topic : routing) {
      for (StageEvent event : topic.takeSide(RouteEvents.GROUPS)) {
        groups.send(event);
      }
      published.addAll(topic.takeSide(RouteEvents.REJECTED));
      published.addAll(topic.takeSide(RouteEvents.LATE));
    }
    for (Subtasks<?, StageEvent> from : toJourneys) {
      for (List<StageEvent> subtask : from.take()) {
        for (StageEvent event : subtask) {
          journeys.send(event);
        }
      }
    }
    published.addAll(groups.takeSide(ExpandGroups.LATE));
    published.addAll(journeys.takeSide(EvaluateJourneys.LATE));
    for (DroppedStep step : journeys.takeSide(EvaluateJourneys.DROPPED)) {
      examples.send(0, step);
    }
    for (List<DroppedStep> subtask : examples.take()) {
      for (DroppedStep step : subtask) {
        dropped.send(step);
      }
    }
    for (NetworkNews example : examples.takeSide(KeepExamples.OF_VERDICTS)) {
      verdicts.send(example);
    }
    dropped.take().forEach(published::addAll);
    List<List<TallyDelta>> tallies = journeys.take();
    for (int i = 0; i < tallies.size(); i++) {
      for (TallyDelta tally : tallies.get(i)) {
        preAggregation.send(i, tally);
      }
    }
    for (List<TallyDelta> subtask : preAggregation.take()) {
      for (TallyDelta tally : subtask) {
        cohorts.send(tally);
      }
    }
    cohorts.take().forEach(published::addAll);
    for (NetworkNews edge : cohorts.takeSide(TabulateCohorts.FINALS)) {
      verdicts.send(edge);
    }
    for (StepNews news : cohorts.takeSide(TabulateCohorts.EVIDENCE)) {
      evidence.add(news);
      detectors.send(news);
    }
    for (List<NetworkNews> subtask : detectors.take()) {
      for (NetworkNews news : subtask) {
        statuses.add(((StepStatus) news).status());
        verdicts.send(news);
      }
    }
    published.addAll(verdicts.takeSide(JudgeNetwork.ALERTS));
    verdicts.take().forEach(published::addAll);
  }

  /** Takes a checkpoint. */
  Checkpoint checkpoint() throws Exception {
    for (Subtasks<?, ?> topic : routing) {
      topic.prepareCheckpoint();
    }
    exchange();
    examples.prepareCheckpoint();
    preAggregation.prepareCheckpoint();
    exchange();
    List<OperatorSubtaskState> topics = new ArrayList<>();
    for (Subtasks<?, ?> topic : routing) {
      topics.add(topic.snapshot());
    }
    return new Checkpoint(
        topics,
        groups.snapshot(),
        journeys.snapshot(),
        cohorts.snapshot(),
        dropped.snapshot(),
        detectors.snapshot(),
        verdicts.snapshot(),
        List.copyOf(evidence),
        List.copyOf(statuses),
        List.copyOf(published));
  }

  /** Everything published so far, in order. */
  List<OutputRecord> published() {
    return published;
  }

  /** All that the detectors were told, copies of pulses included. */
  List<StepNews> evidence() {
    return evidence;
  }

  /** All that the detectors said. */
  List<EdgeStatus> statuses() {
    return statuses;
  }

  /** Fails unless every key and timer is gone. */
  void assertNothingLeft() {
    assertThat(groups.left("members", "memberCount", "sets")).as("left in groups").isEmpty();
    assertThat(journeys.left("journey")).as("left in journeys").isEmpty();
    assertThat(dropped.left("examples", "published")).as("left of examples").isEmpty();
    assertThat(cohorts.left("progress", "cells", "tracked")).as("left in cohorts").isEmpty();
    assertThat(detectors.left("waiting")).as("left in detectors").isEmpty();
    assertThat(verdicts.left("waiting", "waitingStatuses")).as("left in verdicts").isEmpty();
  }

  @Override
  public void close() throws Exception {
    for (Subtasks<?, ?> topic : routing) {
      topic.close();
    }
    groups.close();
    journeys.close();
    examples.close();
    dropped.close();
    preAggregation.close();
    cohorts.close();
    detectors.close();
    verdicts.close();
  }
}

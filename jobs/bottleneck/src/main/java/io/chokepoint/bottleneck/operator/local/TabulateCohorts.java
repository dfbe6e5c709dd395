package io.chokepoint.bottleneck.operator.local;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.io.ResultRecords;
import io.chokepoint.bottleneck.metrics.TopicMetrics;
import io.chokepoint.bottleneck.operator.ConversionRows;
import io.chokepoint.bottleneck.operator.Evaluations;
import io.chokepoint.bottleneck.operator.Grid;
import io.chokepoint.bottleneck.operator.Judgement;
import io.chokepoint.bottleneck.operator.StateMeaning;
import io.chokepoint.bottleneck.record.ClockMark;
import io.chokepoint.bottleneck.record.CohortKey;
import io.chokepoint.bottleneck.record.EdgeFinal;
import io.chokepoint.bottleneck.record.NetworkNews;
import io.chokepoint.bottleneck.record.NetworkNewsSerializer;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.PulseMark;
import io.chokepoint.bottleneck.record.StepNews;
import io.chokepoint.bottleneck.record.StepNewsSerializer;
import io.chokepoint.domain.clock.EdgeClocks;
import io.chokepoint.domain.clock.TopicClock;
import io.chokepoint.domain.conversion.CohortCell;
import io.chokepoint.domain.detection.CohortEvidence;
import io.chokepoint.domain.detection.CohortEvidence.OfSegment;
import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.network.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by edge, dimension and cohort: sums the tally changes of a cohort and publishes its rows,
 * provisional while it matures, final when it is complete, again when a correction amends it, and
 * forgets it when the retention is over. The detectors of steps are told of each lag bin when it is
 * complete, and that the topics speak.
 *
 * <p>A cohort is complete when the clocks of its edge's topics say so ({@link EdgeClocks}); what
 * they never said until the retention was over stays unknown. All else goes by the watermark, which
 * no idle topic holds up.
 */
public final class TabulateCohorts extends AbstractStreamOperator<OutputRecord>
    implements OneInputStreamOperator<TallyDelta, OutputRecord>,
        Triggerable<CohortKey, VoidNamespace> {
  private static final long serialVersionUID = 1;

  /** Totals of complete cohorts, for the verdict. */
  public static final OutputTag<NetworkNews> FINALS =
      new OutputTag<>("finals", NetworkNewsSerializer.TYPE);

  /** What has become known of the cohorts of steps, for their detectors. */
  public static final OutputTag<StepNews> EVIDENCE =
      new OutputTag<>("evidence", StepNewsSerializer.TYPE);

  private static final String PROGRESS = "progress";

  private final Network network;
  private final PipelineOptions options;
  private transient PathPlan[] plans;
  private transient ConversionRows[][] rows;
  private transient AwaitedCohorts[][] awaited;
  private transient TopicClock[] clocks;
  private transient EdgeClocks edgeClocks;
  private transient ListState<Tuple2<String, Long>> clocksState;

  /** What all state of the job rests on. */
  private transient ListState<Map<String, String>> meaningState;

  /** The watermark before a restart: Flink's begins anew, and what was closed by then stays so. */
  private transient long watermarkBefore;

  private transient ListState<Long> watermarkState;

  /**
   * Whether a table has been judged, in the last bit, and of how many bins detection was told;
   * absent where there is no table.
   */
  private transient ValueState<Integer> progress;

  private transient UntoldEvidence untold;
  private transient PulseRoads pulses;
  private transient long evaluationMillis;
  private transient Packing.Writer writer;

  private transient SegmentCells cells;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient ResultRecords results;
  private transient Counter closed;
  private transient Counter gaps;

  /** Makes the operator. */
  public TabulateCohorts(Network network, PipelineOptions options) {
    this.network = network;
    this.options = options;
  }

  @Override
  public void open() throws Exception {
    super.open();
    meaningState =
        getOperatorStateBackend()
            .getUnionListState(
                new ListStateDescriptor<>("meaning", Types.MAP(Types.STRING, Types.STRING)));
    requireSameMeaning();
    plans = PathPlan.allOf(network);
    rows = new ConversionRows[plans.length][];
    awaited = new AwaitedCohorts[plans.length][];
    for (int p = 0; p < plans.length; p++) {
      rows[p] = new ConversionRows[plans[p].edges()];
      awaited[p] = new AwaitedCohorts[plans[p].edges()];
      for (int e = 0; e < rows[p].length; e++) {
        rows[p][e] = new ConversionRows(network, plans[p], e);
        awaited[p][e] = new AwaitedCohorts();
      }
    }
    clocksState =
        getOperatorStateBackend()
            .getUnionListState(
                new ListStateDescriptor<>("clocks", Types.TUPLE(Types.STRING, Types.LONG)));
    clocks = clocks(network, clocksState.get());
    edgeClocks = new EdgeClocks(plans, clocks);
    watermarkState =
        getOperatorStateBackend()
            .getUnionListState(new ListStateDescriptor<>("watermark", Types.LONG));
    watermarkBefore = Long.MIN_VALUE;
    for (long before : watermarkState.get()) {
      watermarkBefore = Math.max(watermarkBefore, before);
    }
    progress = getRuntimeContext().getState(new ValueStateDescriptor<>(PROGRESS, Types.INT));
    untold = new UntoldEvidence(network, plans);
    pulses = new PulseRoads(network, plans);
    evaluationMillis = Evaluations.millis(network);
    writer = new Packing.Writer();
    cells =
        new SegmentCells(getRuntimeContext(), getMetricGroup().counter("numOtherSegmentTallies"));
    timers = getInternalTimerService("timers", VoidNamespaceSerializer.INSTANCE, this);
    results = new ResultRecords();
    closed = getMetricGroup().counter("numLateTallies");
    gaps = getMetricGroup().counter("numGaps");
    for (int t = 0; t < clocks.length; t++) {
      TopicMetrics.clock(getMetricGroup(), network.topics().get(t).name(), clocks[t]);
    }
    awaitAgain();
  }

  /**
   * All subtasks of all operators restore the same savepoint, so one operator looks for them all.
   * Trying again would not help, so no restart strategy is asked.
   */
  private void requireSameMeaning() throws Exception {
    StateMeaning now = StateMeaning.of(network, options);
    for (Map<String, String> before : meaningState.get()) {
      try {
        new StateMeaning(before).requireSame(now);
      } catch (IllegalStateException changed) {
        throw new SuppressRestartsException(changed);
      }
    }
  }

  /**
   * The clocks at the start. Before a restart each subtask knew them; the least that one of them
   * knew holds for all.
   */
  private static TopicClock[] clocks(Network network, Iterable<Tuple2<String, Long>> before) {
    Map<String, Long> known = new HashMap<>();
    for (Tuple2<String, Long> clock : before) {
      known.merge(clock.f0, clock.f1, Math::min);
    }
    TopicClock[] clocks = new TopicClock[network.topics().size()];
    for (int t = 0; t < clocks.length; t++) {
      clocks[t] =
          new TopicClock(
              TopicClock.Reporters.RELAYS,
              known.getOrDefault(network.topics().get(t).name(), TopicClock.UNKNOWN));
    }
    return clocks;
  }

  private void awaitAgain() throws Exception {
    List<CohortKey> tables;
    try (Stream<CohortKey> keys =
        this.<CohortKey>getKeyedStateBackend().getKeys(PROGRESS, VoidNamespace.INSTANCE)) {
      tables = keys.toList();
    }
    for (CohortKey table : tables) {
      setCurrentKey(table);
      int known = progress.value();
      if (!isJudged(known)) {
        awaited(table).add(completeAt(table), table);
      }
      untold.awaitNextBin(table, toldBins(known));
      if (toldBins(known) > 0) {
        untold.awaitAmendment(table, toldBins(known), edgeClock(table));
      }
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<Tuple2<String, Long>> known = new ArrayList<>();
    for (int t = 0; t < clocks.length; t++) {
      known.add(Tuple2.of(network.topics().get(t).name(), clocks[t].time()));
    }
    clocksState.update(known);
    meaningState.update(
        getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0
            ? List.of(StateMeaning.of(network, options).facts())
            : List.of());
    long watermark = timers.currentWatermark();
    boolean atEnd = watermark == Watermark.MAX_WATERMARK.getTimestamp();
    watermarkState.update(List.of(atEnd ? watermarkBefore : Math.max(watermarkBefore, watermark)));
  }

  private AwaitedCohorts awaited(CohortKey key) {
    return awaited[key.path()][key.edge()];
  }

  private ConversionRows rows(CohortKey key) {
    return rows[key.path()][key.edge()];
  }

  private long edgeClock(CohortKey key) {
    return edgeClocks.time(key.path(), key.edge());
  }

  private static boolean isJudged(int progress) {
    return (progress & 1) != 0;
  }

  private static int toldBins(int progress) {
    return progress >>> 1;
  }

  private static int progress(int toldBins, boolean judged) {
    return toldBins << 1 | (judged ? 1 : 0);
  }

  private long completeAt(CohortKey key) {
    return plans[key.path()].completeAt(key.edge(), key.cohortStart());
  }

  @Override
  public void processElement(StreamRecord<TallyDelta> element) throws Exception {
    TallyDelta delta = element.getValue();
    if (delta.measure() == TallyDelta.Measure.CLOCK) {
      ClockMark mark = ClockMark.of(delta);
      if (clocks[mark.topic()].report(
          mark.reporter(), mark.reporters(), mark.time(), mark.idle())) {
        judgeDue();
      }
      return;
    }
    if (delta.measure() == TallyDelta.Measure.PULSE) {
      pulses.passOn(
          PulseMark.of(delta),
          timers.currentWatermark(),
          news -> output.collect(EVIDENCE, new StreamRecord<>(news)));
      return;
    }
    CohortKey key = CohortKey.of(delta);
    long completeAt = completeAt(key);
    long closeAt = options.keepUntil(completeAt);
    long watermark = timers.currentWatermark();
    Integer known = progress.value();
    if (watermark >= closeAt || (known == null && watermarkBefore >= closeAt)) {
      closed.inc();
      return;
    }
    if (delta.measure() == TallyDelta.Measure.GAP && delta.dimension() == TallyDelta.TOTAL) {
      gaps.inc(delta.count());
    }
    if (known == null) {
      progress.update(0);
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, closeAt);
      untold.awaitNextBin(key, 0);
    }
    if (known == null || options.recorded()) {
      awaited(key).add(completeAt, key);
    }
    int told = known == null ? 0 : toldBins(known);
    long toldMillis = untold.toldMillis(key, told);
    cells.add(delta, mostValues(key), toldMillis);
    if (told > 0 && delta.lag() <= toldMillis) {
      untold.awaitAmendment(key, told, edgeClock(key));
    }
    if (!options.recorded()) {
      lookAgain(key, watermark == Long.MIN_VALUE ? key.cohortStart() : watermark);
    }
  }

  /** Sees to it that what has changed is published with the next length of a cohort. */
  private void lookAgain(CohortKey key, long watermark) {
    long next = Grid.roundUp(watermark + 1, plans[key.path()].path().cohortMillis());
    timers.registerEventTimeTimer(
        VoidNamespace.INSTANCE, Math.min(options.keepUntil(completeAt(key)), next));
  }

  private int mostValues(CohortKey key) {
    return key.dimension() == TallyDelta.TOTAL
        ? 1
        : plans[key.path()].path().segments().get(key.dimension()).maxValues();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    boolean atEnd = mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp();
    if (options.recorded() || atEnd) {
      // Recorded events are sorted over all topics. And at the end all topics are at theirs, also
      // those whose reader Flink lets say no more, because it was idle or had ended before a
      // restart.
      for (TopicClock clock : clocks) {
        clock.report(0, 1, mark.getTimestamp(), false);
      }
    }
    // Also tables whose time had come before they were there.
    judgeDue();
    super.processWatermark(mark);
  }

  private void judgeDue() throws Exception {
    List<CohortKey> due = new ArrayList<>();
    for (int p = 0; p < awaited.length; p++) {
      for (int e = 0; e < awaited[p].length; e++) {
        awaited[p][e].takeDue(edgeClocks.time(p, e), (time, key) -> due.add(key));
      }
    }
    for (CohortKey key : due) {
      setCurrentKey(key);
      progress.update(progress(toldBins(progress.value()), true));
      publish(key, Judgement.COMPLETE);
    }
    untold.takeDue(edgeClocks, this::tell);
  }

  /** Tells what has become known of a table by an evaluation. */
  private void tell(long evaluation, CohortKey key) throws Exception {
    setCurrentKey(key);
    Integer known = progress.value();
    if (known != null) {
      int to = untold.binsBy(evaluation, key, toldBins(known));
      tell(evaluation, key, toldBins(known), to);
      progress.update(progress(to, isJudged(known)));
      untold.awaitNextBin(key, to);
    }
  }

  /** Tells all that will ever be known of a table: it may go before the evaluation of its end. */
  private void tellTheRest(long now, CohortKey key, int toldBins, boolean isJudged)
      throws Exception {
    untold.forget(key, toldBins);
    int from = toldBins;
    while (isJudged && untold.hasMore(key, from)) {
      long evaluation = untold.evaluationOf(key, from);
      int to = untold.binsBy(evaluation, key, from);
      tell(evaluation, key, from, to);
      from = to;
    }
    if (from > 0) {
      tell(now, key, from, from);
    }
  }

  private void tell(long evaluation, CohortKey key, int from, int to) throws Exception {
    List<OfSegment> segments = cells.tell(untold.bins(key), from, to);
    if (!segments.isEmpty()) {
      CohortEvidence evidence =
          new CohortEvidence(key.cohortStart(), key.dimension(), from, to, segments);
      long first = Evaluations.firstWith(evaluation, timers.currentWatermark(), evaluationMillis);
      output.collect(
          EVIDENCE,
          new StreamRecord<>(StepNews.of(key.path(), key.edge(), first, evidence, writer)));
    }
  }

  @Override
  public void onEventTime(InternalTimer<CohortKey, VoidNamespace> timer) throws Exception {
    CohortKey key = timer.getKey();
    long completeAt = completeAt(key);
    Integer known = progress.value();
    boolean isJudged = known != null && isJudged(known);
    if (timer.getTimestamp() >= options.keepUntil(completeAt)) {
      publish(key, isJudged ? Judgement.COMPLETE : Judgement.UNKNOWN);
      awaited(key).remove(completeAt, key);
      if (known != null) {
        tellTheRest(timer.getTimestamp(), key, toldBins(known), isJudged);
      }
      progress.clear();
      cells.clear();
    } else if (!isJudged) {
      publish(key, Judgement.PENDING);
    } else if (edgeClock(key) >= completeAt) {
      publish(key, Judgement.COMPLETE);
    } else {
      // A topic of the entrants speaks again: who came late may have converted in time.
      lookAgain(key, timer.getTimestamp());
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<CohortKey, VoidNamespace> timer) {
    throw new IllegalStateException("no timer of this operator goes by the machine's clock");
  }

  private void publish(CohortKey key, Judgement judgement) throws Exception {
    for (Map.Entry<String, CohortCell> entry : cells.all()) {
      CohortCell cell = entry.getValue();
      if (cell.isDirty() || (judgement != Judgement.PENDING && !cell.isFinal())) {
        publish(key, entry.getKey(), cell, judgement);
        cells.store(entry.getKey(), cell);
      }
    }
  }

  private void publish(CohortKey key, String segment, CohortCell cell, Judgement judgement) {
    if (cell.isEmpty() && !cell.isPublished()) {
      return;
    }
    // The time at which the cohort was complete, not that of the clock that happened to pass it: a
    // replay gives the same finals, bit for bit. Any other row says how far the clocks are.
    long clock =
        judgement == Judgement.COMPLETE && !cell.isFinal() ? completeAt(key) : edgeClock(key);
    int version = cell.publish(judgement != Judgement.PENDING);
    if (options.rows().includes(key.dimension())) {
      output.collect(
          new StreamRecord<>(
              results.row(
                  rows(key)
                      .row(
                          cell,
                          key.dimension(),
                          segment,
                          key.cohortStart(),
                          version,
                          judgement,
                          clock))));
    }
    if (judgement == Judgement.COMPLETE && key.dimension() == TallyDelta.TOTAL) {
      output.collect(
          FINALS,
          new StreamRecord<>(
              new EdgeFinal(
                  key.path(),
                  key.edge(),
                  key.cohortStart(),
                  knownAt(key),
                  cell.entrants(),
                  cell.converted())));
    }
  }

  /**
   * The event time from which a final of a cohort is known. It goes by the watermark here, not by
   * that of who takes it, which depends on the speed of other subtasks.
   */
  private long knownAt(CohortKey key) {
    long watermark = timers.currentWatermark();
    return watermark == Long.MAX_VALUE ? completeAt(key) : Math.max(completeAt(key), watermark + 1);
  }
}

package io.chokepoint.bottleneck.operator;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.operator.local.KeyGroupCover;
import io.chokepoint.bottleneck.record.ClockMark;
import io.chokepoint.bottleneck.record.DroppedStepSerializer;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.OutputRecordSerializer;
import io.chokepoint.bottleneck.record.PulseMark;
import io.chokepoint.bottleneck.record.StreamKey;
import io.chokepoint.domain.clock.EdgeClocks;
import io.chokepoint.domain.clock.Reading;
import io.chokepoint.domain.clock.TopicClock;
import io.chokepoint.domain.clock.TwoRoads;
import io.chokepoint.domain.journey.DroppedStep;
import io.chokepoint.domain.journey.Journey;
import io.chokepoint.domain.journey.JourneyLog;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.network.Network;
import java.util.BitSet;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by path and correlation key: keeps the journey's log and emits how each event changes the
 * tallies. One event-time timer at a time looks at the journey when a step's verdict is due, and
 * forgets what nothing within the retention can change any more. How far a topic is, is passed on
 * behind the changes that its events made.
 */
public final class EvaluateJourneys extends KeyedProcessFunction<StreamKey, StageEvent, TallyDelta>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  /** Steps at which journeys were dropped, all of them. */
  public static final OutputTag<DroppedStep> DROPPED =
      new OutputTag<>("dropped", DroppedStepSerializer.TYPE);

  /** Records beyond the retention that their source could not know to be. */
  public static final OutputTag<OutputRecord> LATE =
      new OutputTag<>("late", OutputRecordSerializer.TYPE);

  /** Events beyond a journey's bound: a metric, and of a bounded run an accumulator. */
  public static final String OVERFLOWS = "numOverflowEvents";

  /**
   * Timers of one path lie on a grid of this fraction of its span: few timers a key, little state
   * kept too long.
   */
  private static final int GRID_FRACTION = 8;

  private final Network network;
  private final PipelineOptions options;
  private transient Journey[] journeys;
  private transient PathPlan[] plans;
  private transient EdgeClocks edgeClocks;
  private transient LateEvents late;
  private transient ListState<Long> openState;
  private long open;
  private transient Reading[] clocks;
  private transient List<Long> everywhere;
  private transient ValueState<byte[]> state;
  private transient Counter overflows;
  private transient LongCounter overflowsOfRun;

  /** Makes the operator. */
  public EvaluateJourneys(Network network, PipelineOptions options) {
    this.network = network;
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    plans = PathPlan.allOf(network);
    journeys = new Journey[plans.length];
    for (int p = 0; p < plans.length; p++) {
      journeys[p] = new Journey(plans[p], new JourneyLog(plans[p], options.slotCapacity()));
    }
    state =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "journey", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    BitSet ofGroups = PathPlan.topicsOfGroups(network);
    clocks = new Reading[network.topics().size()];
    for (int t = 0; t < clocks.length; t++) {
      clocks[t] =
          ofGroups.get(t)
              ? new TwoRoads()
              : new TopicClock(TopicClock.Reporters.READERS, TopicClock.UNKNOWN);
    }
    edgeClocks = new EdgeClocks(plans, clocks);
    late = new LateEvents(options, getRuntimeContext().getMetricGroup(), plans);
    getRuntimeContext().getMetricGroup().gauge("openJourneys", (Gauge<Long>) () -> open);
    TaskInfo task = getRuntimeContext().getTaskInfo();
    everywhere =
        KeyGroupCover.numbers(
            task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks());
    overflows = getRuntimeContext().getMetricGroup().counter(OVERFLOWS);
    overflowsOfRun = new LongCounter();
    getRuntimeContext().addAccumulator(OVERFLOWS, overflowsOfRun);
  }

  @Override
  public void processElement(StageEvent event, Context context, Collector<TallyDelta> out)
      throws Exception {
    if (event.kind() == StageEvent.Kind.CLOCK) {
      passOn(ClockMark.of(event), out);
      return;
    }
    if (event.kind() == StageEvent.Kind.PULSE) {
      PulseMark pulse = PulseMark.of(event);
      everywhere.forEach(number -> out.collect(pulse.toTally(number)));
      return;
    }
    long watermark = context.timerService().currentWatermark();
    if (late.take(event, watermark, whole -> context.output(LATE, whole))) {
      return;
    }
    Journey journey = journeys[event.path()];
    byte[] packed = state.value();
    JourneyLog log = load(journey, packed);
    if (options.recorded()) {
      journey.settle(watermark);
    }
    switch (journey.add(
        event,
        watermark,
        judged(event.path(), watermark),
        dropped(event.path(), event.key(), context),
        out::collect)) {
      case KNOWN -> {
        return;
      }
      case OVERFLOW -> {
        overflows.inc();
        overflowsOfRun.add(1);
      }
      case CHANGED -> {}
    }
    state.update(log.pack());
    long wakeAt = journey.wakeAt();
    if (packed == null) {
      open++;
      wakeAt = Math.min(wakeAt, forgetAt(event.path(), event.time()));
    }
    if (wakeAt != Journey.NEVER) {
      context.timerService().registerEventTimeTimer(wakeAt);
    }
  }

  private void passOn(ClockMark mark, Collector<TallyDelta> out) {
    Reading clock = clocks[mark.topic()];
    long time = clock.time();
    boolean idle = clock.isIdle();
    road(clock, mark.viaGroups())
        .report(mark.reporter(), mark.reporters(), mark.time(), mark.idle());
    if (clock.time() != time || clock.isIdle() != idle) {
      TaskInfo task = getRuntimeContext().getTaskInfo();
      ClockMark passed =
          new ClockMark(
              mark.topic(),
              task.getIndexOfThisSubtask(),
              task.getNumberOfParallelSubtasks(),
              clock.time(),
              clock.isIdle(),
              false);
      everywhere.forEach(number -> out.collect(passed.toTally(number)));
    }
  }

  private static TopicClock road(Reading clock, boolean viaGroups) {
    if (clock instanceof TwoRoads both) {
      return viaGroups ? both.throughGroups() : both.straight();
    }
    return (TopicClock) clock;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<TallyDelta> out)
      throws Exception {
    byte[] packed = state.value();
    if (packed == null) {
      return;
    }
    int path = context.getCurrentKey().path();
    Journey journey = journeys[path];
    JourneyLog log = load(journey, packed);
    long watermark = context.timerService().currentWatermark();
    Journey.Judged judged = judged(path, watermark);
    Journey.Dropped dropped = dropped(path, context.getCurrentKey().packedKey(), context);
    long now = timestamp;
    // In a catch-up the watermark leaps: what is due up to there needs no timers of its own.
    while (true) {
      long next = journey.review(now, options.retentionMillis(), judged, dropped);
      long over = now - keptMillis(path);
      if (!options.recorded() || !plans[path].isOpenEnded() || now >= options.keepUntil(over)) {
        log.forgetBefore(over);
      }
      if (log.isEmpty()) {
        state.clear();
        open--;
        return;
      }
      next = Math.min(next, Math.max(forgetAt(path, log.earliest()), onGrid(path, now + 1)));
      if (next > watermark) {
        state.update(log.pack());
        context.timerService().registerEventTimeTimer(next);
        return;
      }
      now = next;
    }
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    openState =
        context.getOperatorStateStore().getListState(new ListStateDescriptor<>("open", Types.LONG));
    for (Long before : openState.get()) {
      open += before;
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    openState.update(List.of(open));
  }

  private Journey.Judged judged(int path, long watermark) {
    boolean all = options.recorded() || watermark == Long.MAX_VALUE;
    return edge -> all ? Long.MAX_VALUE : edgeClocks.time(path, edge);
  }

  private static Journey.Dropped dropped(int path, byte[] key, Context context) {
    return (edge, cohortStart, reason, times, segments) ->
        context.output(
            DROPPED, new DroppedStep(path, edge, cohortStart, reason, key, times, segments));
  }

  private static JourneyLog load(Journey journey, byte @Nullable [] packed) {
    JourneyLog log = journey.log();
    if (packed == null) {
      log.clear();
    } else {
      log.unpack(packed);
    }
    return log;
  }

  /** How long journeys are kept that are over: for corrections, and until their verdicts. */
  private long keptMillis(int path) {
    return Math.max(options.retentionMillis(), plans[path].verdictDelayMillis());
  }

  /** When an event of some time can be forgotten, on the grid of its path. */
  private long forgetAt(int path, long time) {
    PathPlan plan = plans[path];
    long span = plan.spanMillis() + plan.lookbackMillis();
    long over = Math.max(time + span + 1, plan.windowEnd(time));
    return onGrid(
        path,
        plan.isOpenEnded() && options.recorded()
            ? options.keepUntil(over)
            : over + keptMillis(path));
  }

  private long onGrid(int path, long time) {
    long span = plans[path].spanMillis() + plans[path].lookbackMillis();
    return Grid.roundUp(time, Math.max(1_000, span / GRID_FRACTION));
  }
}

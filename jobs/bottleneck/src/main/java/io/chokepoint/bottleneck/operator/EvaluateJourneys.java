package io.chokepoint.bottleneck.operator;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.operator.local.KeyGroupCover;
import io.chokepoint.bottleneck.record.ClockMark;
import io.chokepoint.bottleneck.record.StreamKey;
import io.chokepoint.domain.clock.Reading;
import io.chokepoint.domain.clock.TopicClock;
import io.chokepoint.domain.clock.TwoRoads;
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
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by path and correlation key: keeps the journey's log and emits how each event changes the
 * tallies. What a log holds is forgotten by event-time timers once nothing within the retention can
 * change it. How far a topic is, is passed on behind the changes that its events made.
 */
public final class EvaluateJourneys
    extends KeyedProcessFunction<StreamKey, StageEvent, TallyDelta> {
  private static final long serialVersionUID = 1;

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
    Journey journey = journeys[event.path()];
    JourneyLog log = load(journey, state.value());
    if (options.recorded()) {
      journey.settle(context.timerService().currentWatermark());
    }
    switch (journey.add(event, out::collect)) {
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
    context.timerService().registerEventTimeTimer(endOf(event));
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
    JourneyLog log = load(journeys[context.getCurrentKey().path()], packed);
    log.forgetBefore(timestamp - options.retentionMillis());
    if (log.isEmpty()) {
      state.clear();
    } else {
      state.update(log.pack());
    }
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

  /** When an event can be forgotten, on the grid of its path. */
  private long endOf(StageEvent event) {
    PathPlan plan = plans[event.path()];
    long span = plan.spanMillis() + plan.lookbackMillis();
    long over = Math.max(event.time() + span + 1, plan.windowEnd(event.time()));
    long end = plan.isOpenEnded() ? options.keepUntil(over) : over + options.retentionMillis();
    return Grid.roundUp(end, Math.max(1_000, span / GRID_FRACTION));
  }
}

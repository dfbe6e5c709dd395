package io.chokepoint.bottleneck.operator;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.operator.local.KeyGroupCover;
import io.chokepoint.bottleneck.record.ClockMark;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.OutputRecordSerializer;
import io.chokepoint.bottleneck.record.StageEventSerializer;
import io.chokepoint.bottleneck.record.StreamKey;
import io.chokepoint.bottleneck.record.StreamKeySerializer;
import io.chokepoint.domain.clock.TopicClock;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by path, group stage and group: gives each member its own copy of every event of the group,
 * whichever comes first. Redelivered members and events change nothing. Both are forgotten by
 * event-time timers. How far a topic is, is passed on once all that it brought is.
 */
public final class ExpandGroups extends KeyedProcessFunction<StreamKey, StageEvent, StageEvent> {
  private static final long serialVersionUID = 1;
  private static final int GRID_FRACTION = 8;

  /** Records beyond the retention that their source could not know to be. */
  public static final OutputTag<OutputRecord> LATE =
      new OutputTag<>("late", OutputRecordSerializer.TYPE);

  private final Network network;
  private final PipelineOptions options;
  private transient PathPlan[] plans;

  /** The members with the latest event time of each. */
  private transient MapState<StreamKey, Long> members;

  /**
   * How many members are remembered; 0 where all were forgotten before the group's events, absent
   * where none has come.
   */
  private transient ValueState<Integer> memberCount;

  /** Distinct events of the group. */
  private transient ListState<StageEvent> sets;

  private transient TopicClock[] clocks;
  private transient List<byte[]> everywhere;
  private transient LateEvents late;
  private transient Counter overflows;
  private transient Counter unresolved;

  /** Makes the operator. */
  public ExpandGroups(Network network, PipelineOptions options) {
    this.network = network;
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    plans = PathPlan.allOf(network);
    members =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("members", StreamKeySerializer.TYPE, Types.LONG));
    memberCount =
        getRuntimeContext().getState(new ValueStateDescriptor<>("memberCount", Types.INT));
    sets =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("sets", StageEventSerializer.TYPE));
    clocks = new TopicClock[network.topics().size()];
    Arrays.setAll(clocks, t -> new TopicClock(TopicClock.Reporters.READERS, TopicClock.UNKNOWN));
    TaskInfo task = getRuntimeContext().getTaskInfo();
    everywhere =
        KeyGroupCover.packedKeys(
            task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks());
    late = new LateEvents(options, getRuntimeContext().getMetricGroup(), plans);
    overflows = getRuntimeContext().getMetricGroup().counter("numOverflowGroupEvents");
    unresolved = getRuntimeContext().getMetricGroup().counter("numUnresolvedGroupEvents");
  }

  @Override
  public void processElement(StageEvent event, Context context, Collector<StageEvent> out)
      throws Exception {
    if (event.kind() == StageEvent.Kind.CLOCK) {
      passOn(ClockMark.of(event), out);
      return;
    }
    if (late.take(
        event, context.timerService().currentWatermark(), whole -> context.output(LATE, whole))) {
      return;
    }
    boolean isNew =
        event.kind() == StageEvent.Kind.MEMBER ? addMember(event, out) : addSet(event, out);
    if (isNew) {
      PathPlan plan = plans[event.path()];
      long span = plan.spanMillis() + plan.lookbackMillis();
      long end = options.keepUntil(event.time() + span + 1);
      context
          .timerService()
          .registerEventTimeTimer(Grid.roundUp(end, Math.max(1_000, span / GRID_FRACTION)));
    }
  }

  private void passOn(ClockMark mark, Collector<StageEvent> out) {
    TopicClock clock = clocks[mark.topic()];
    if (clock.report(mark.reporter(), mark.reporters(), mark.time(), mark.idle())) {
      TaskInfo task = getRuntimeContext().getTaskInfo();
      ClockMark passed =
          new ClockMark(
              mark.topic(),
              task.getIndexOfThisSubtask(),
              task.getNumberOfParallelSubtasks(),
              clock.time(),
              clock.isIdle(),
              true);
      everywhere.forEach(key -> out.collect(passed.toEvent(key)));
    }
  }

  private boolean addMember(StageEvent member, Collector<StageEvent> out) throws Exception {
    StreamKey key = StreamKey.ofMember(member);
    Long latest = members.get(key);
    if (latest != null) {
      if (latest >= member.time()) {
        return false;
      }
      members.put(key, member.time());
      return true;
    }
    Integer before = memberCount.value();
    int count = before == null ? 0 : before;
    if (count >= options.groupCapacity()) {
      overflows.inc();
      return false;
    }
    memberCount.update(count + 1);
    members.put(key, member.time());
    for (StageEvent set : sets.get()) {
      out.collect(forMember(set, key));
    }
    return true;
  }

  private boolean addSet(StageEvent set, Collector<StageEvent> out) throws Exception {
    int count = 0;
    for (StageEvent other : sets.get()) {
      if (other.equals(set)) {
        return false;
      }
      count++;
    }
    if (count >= options.groupSetCapacity()) {
      overflows.inc();
      return false;
    }
    sets.add(set);
    for (StreamKey member : members.keys()) {
      out.collect(forMember(set, member));
    }
    return true;
  }

  private static StageEvent forMember(StageEvent set, StreamKey member) {
    return new StageEvent(
        StageEvent.Kind.EXPANDED,
        set.path(),
        set.slot(),
        set.time(),
        member.packedKey(),
        null,
        set.facts(),
        set.texts(),
        set.value());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<StageEvent> out)
      throws Exception {
    boolean hadMembers = memberCount.value() != null;
    int left = 0;
    List<StageEvent> kept = new ArrayList<>();
    for (StageEvent event : sets.get()) {
      if (!isOver(event.path(), event.time(), timestamp)) {
        kept.add(event);
      } else if (!hadMembers) {
        unresolved.inc();
      }
    }
    sets.update(kept);
    Iterator<Map.Entry<StreamKey, Long>> each = members.iterator();
    while (each.hasNext()) {
      Map.Entry<StreamKey, Long> member = each.next();
      int path = member.getKey().path();
      if (isOver(path, member.getValue(), timestamp)) {
        each.remove();
      } else {
        left++;
      }
    }
    if (left == 0) {
      // Removing the last entry by iterator leaves an empty map behind, for ever.
      members.clear();
    }
    if (left == 0 && kept.isEmpty()) {
      memberCount.clear();
    } else if (hadMembers) {
      memberCount.update(left);
    }
  }

  private boolean isOver(int path, long time, long timestamp) {
    PathPlan plan = plans[path];
    return options.keepUntil(time + plan.spanMillis() + plan.lookbackMillis() + 1) <= timestamp;
  }
}

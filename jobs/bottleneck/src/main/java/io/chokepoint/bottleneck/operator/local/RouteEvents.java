package io.chokepoint.bottleneck.operator.local;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.io.ResultRecords;
import io.chokepoint.bottleneck.metrics.SourceMetrics;
import io.chokepoint.bottleneck.record.ClockMark;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.OutputRecordSerializer;
import io.chokepoint.bottleneck.record.PulseMark;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecord.Refused;
import io.chokepoint.bottleneck.record.StageEventSerializer;
import io.chokepoint.domain.clock.TopicClock;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.network.Network;
import java.util.BitSet;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Chained to each source: sends every record where it belongs. Journeys' events go on, those of
 * groups take their side road, refused records and those beyond the retention go to their topics,
 * whole.
 *
 * <p>It also says how far its topics are: downstream only the least watermark over all topics is
 * seen, so each watermark, and each turn to idle and back, goes on as a {@link ClockMark} too,
 * before the watermark itself. Not of recorded events: they are sorted over all topics, and the
 * watermark says it all. That a topic spoke goes on as a {@link PulseMark} a minute of event time,
 * before what passes the minute; to one subtask alone, which tells all that follow.
 */
public final class RouteEvents extends AbstractStreamOperator<StageEvent>
    implements OneInputStreamOperator<SourceRecord, StageEvent> {
  private static final long serialVersionUID = 1;

  /** Members and set events of fan-in groups. */
  public static final OutputTag<StageEvent> GROUPS =
      new OutputTag<>("groups", StageEventSerializer.TYPE);

  /** Refused records. */
  public static final OutputTag<OutputRecord> REJECTED =
      new OutputTag<>("rejected", OutputRecordSerializer.TYPE);

  /** Records beyond the retention. */
  public static final OutputTag<OutputRecord> LATE =
      new OutputTag<>("late", OutputRecordSerializer.TYPE);

  private final Network network;
  private final BitSet topics;
  private final PipelineOptions options;
  private transient BitSet topicsOfGroups;
  private transient long latenessMillis;
  private transient List<byte[]> everywhere;
  private transient byte[] first;
  private transient PulseCounts pulses;
  private transient ListState<Long> pulsesTold;
  private transient ListState<Long> watermarks;
  private long lastPulse;
  private transient ResultRecords results;
  private transient SourceMetrics metrics;
  private transient long watermark;
  private transient boolean idle;
  private transient boolean wasIdle;

  /**
   * Makes the operator.
   *
   * @param network a checked network
   * @param topics the topics that the source reads, by index
   * @param options the operators' options
   */
  public RouteEvents(Network network, BitSet topics, PipelineOptions options) {
    this.network = network;
    this.topics = topics;
    this.options = options;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    pulsesTold.update(List.of(lastPulse));
    if (watermark == Watermark.MAX_WATERMARK.getTimestamp()) {
      // The end of the input is none of its times: whoever goes on from here may read more.
      watermarks.clear();
    } else {
      watermarks.update(List.of(watermark));
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    topicsOfGroups = PathPlan.topicsOfGroups(network);
    latenessMillis =
        topics.stream().mapToLong(t -> network.topics().get(t).latenessMillis()).max().orElse(0);
    TaskInfo task = getRuntimeContext().getTaskInfo();
    everywhere =
        KeyGroupCover.packedKeys(
            task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks());
    first = KeyGroupCover.packedKeyOfFirst(task.getMaxNumberOfParallelSubtasks());
    pulses = new PulseCounts(network.topics().size(), this::pulse);
    pulsesTold =
        getOperatorStateBackend()
            .getUnionListState(new ListStateDescriptor<>("pulses", Types.LONG));
    // Whoever read before a restart: no pulse that follows may have the number of one of theirs.
    for (long told : pulsesTold.get()) {
      lastPulse = Math.max(lastPulse, told);
    }
    results = new ResultRecords();
    metrics = new SourceMetrics(getMetricGroup());
    watermarks =
        getOperatorStateBackend()
            .getUnionListState(new ListStateDescriptor<>("watermarks", Types.LONG));
    // Who is late is so after a restart too, by the least that any reader had reached.
    watermark = Long.MAX_VALUE;
    boolean isNew = true;
    for (long before : watermarks.get()) {
      watermark = Math.min(watermark, before);
      isNew = false;
    }
    if (isNew) {
      watermark = TopicClock.UNKNOWN;
    }
  }

  @Override
  public void processElement(StreamRecord<SourceRecord> element) {
    SourceRecord record = element.getValue();
    Refused refusal = record.refusal();
    if (refusal != null) {
      metrics.rejected(record.origin().topic(), refusal.reason());
      output.collect(REJECTED, new StreamRecord<>(results.rejected(record, refusal)));
      return;
    }
    if (watermark != TopicClock.UNKNOWN
        && !options.recorded()
        && record.time() < watermark - options.retentionMillis()) {
      metrics.late(record.origin().topic());
      output.collect(LATE, new StreamRecord<>(results.late(record, watermark)));
      return;
    }
    if (idle && record.time() - latenessMillis > watermark + 1) {
      // The source says so only with its next watermark, and the event must not come first. One
      // that does not move the watermark does not wake the source: nothing would put it to sleep.
      idle = false;
      mark();
    }
    metrics.event(record.origin().topic());
    pulses.count(record.topic(), record.time());
    byte[] whole = mayBeLate(record) ? results.late(record, watermark).value() : null;
    for (StageEvent placed : record.events()) {
      StageEvent event = whole == null ? placed : placed.with(whole);
      if (event.kind() == StageEvent.Kind.JOURNEY) {
        output.collect(element.replace(event));
      } else {
        output.collect(GROUPS, new StreamRecord<>(event, record.time()));
      }
    }
  }

  /**
   * Whether an event may be beyond the retention by the watermark downstream, which has gone on
   * while this source was idle. That watermark is not known here, but no event beyond this
   * machine's clock and the allowance can have moved it.
   */
  private boolean mayBeLate(SourceRecord record) {
    return wasIdle
        && !options.recorded()
        && record.time()
            < System.currentTimeMillis() + options.maxAheadMillis() - options.retentionMillis();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    pulses.tell(watermark);
    // Flink withholds the watermarks of idle sources, so this one is not.
    idle = false;
    mark();
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (idle != status.isIdle()) {
      idle = status.isIdle();
      wasIdle |= idle;
      // The watermark downstream goes on without this source, past the minutes that it was in.
      pulses.tellAll();
      mark();
    }
    super.processWatermarkStatus(status);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    pulses.tellAll();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  private void pulse(int topic, long lastMillis, long events) {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    lastPulse++;
    output.collect(
        new StreamRecord<>(
            new PulseMark(
                    topic,
                    task.getIndexOfThisSubtask(),
                    task.getNumberOfParallelSubtasks(),
                    lastPulse,
                    lastMillis,
                    events)
                .toEvent(first)));
  }

  private void mark() {
    if (options.recorded()) {
      return;
    }
    TaskInfo task = getRuntimeContext().getTaskInfo();
    for (int topic = topics.nextSetBit(0); topic >= 0; topic = topics.nextSetBit(topic + 1)) {
      ClockMark mark =
          new ClockMark(
              topic,
              task.getIndexOfThisSubtask(),
              task.getNumberOfParallelSubtasks(),
              watermark,
              idle,
              false);
      for (byte[] key : everywhere) {
        StageEvent event = mark.toEvent(key);
        output.collect(new StreamRecord<>(event));
        if (topicsOfGroups.get(topic)) {
          output.collect(GROUPS, new StreamRecord<>(event));
        }
      }
    }
  }
}

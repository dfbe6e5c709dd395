package io.chokepoint.bottleneck.operator;

import io.chokepoint.bottleneck.io.ResultRecords;
import io.chokepoint.bottleneck.metrics.SourceMetrics;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.OutputRecordSerializer;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecord.Refused;
import io.chokepoint.bottleneck.record.StageEventSerializer;
import io.chokepoint.domain.journey.StageEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Chained to each source: sends every record where it belongs. Journeys' events go on, those of
 * groups take their side road, refused records and those beyond the retention go to their topics,
 * whole.
 */
public final class RouteEvents extends ProcessFunction<SourceRecord, StageEvent> {
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

  private final long retentionMillis;
  private transient ResultRecords results;
  private transient SourceMetrics metrics;

  /**
   * Makes the operator.
   *
   * @param retentionMillis how far behind the watermark an event may be, in ms
   */
  public RouteEvents(long retentionMillis) {
    this.retentionMillis = retentionMillis;
  }

  @Override
  public void open(OpenContext context) {
    results = new ResultRecords();
    metrics = new SourceMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(SourceRecord record, Context context, Collector<StageEvent> out) {
    ResultRecords encode = results;
    SourceMetrics count = metrics;
    Refused refusal = record.refusal();
    if (refusal != null) {
      count.rejected(record.origin().topic(), refusal.reason());
      context.output(REJECTED, encode.rejected(record, refusal));
      return;
    }
    long watermark = context.timerService().currentWatermark();
    if (watermark != Long.MIN_VALUE && record.time() < watermark - retentionMillis) {
      count.late(record.origin().topic());
      context.output(LATE, encode.late(record, watermark));
      return;
    }
    count.event(record.origin().topic());
    for (StageEvent event : record.events()) {
      if (event.kind() == StageEvent.Kind.JOURNEY) {
        out.collect(event);
      } else {
        context.output(GROUPS, event);
      }
    }
  }
}

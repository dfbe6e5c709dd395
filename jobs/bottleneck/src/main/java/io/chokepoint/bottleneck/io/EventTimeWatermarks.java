package io.chokepoint.bottleneck.io;

import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.domain.network.Topic;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The watermark of one partition: its newest event time less the topic's lateness. A refused record
 * does not move it, whatever time it claims.
 */
public final class EventTimeWatermarks implements WatermarkGenerator<SourceRecord> {
  private final long latenessMillis;
  private long newest = Long.MIN_VALUE;

  private EventTimeWatermarks(long latenessMillis) {
    this.latenessMillis = latenessMillis;
  }

  /** The strategy of a topic: its lateness, its idleness, and the event time that was decoded. */
  public static WatermarkStrategy<SourceRecord> of(Topic topic) {
    long lateness = topic.latenessMillis();
    WatermarkStrategy<SourceRecord> strategy =
        WatermarkStrategy.<SourceRecord>forGenerator(context -> new EventTimeWatermarks(lateness))
            .withTimestampAssigner(
                (record, kafkaTimestamp) ->
                    record.refusal() == null ? record.time() : kafkaTimestamp);
    return topic.idleMillis() > 0
        ? strategy.withIdleness(Duration.ofMillis(topic.idleMillis()))
        : strategy;
  }

  @Override
  public void onEvent(SourceRecord record, long timestamp, WatermarkOutput output) {
    if (record.refusal() == null && record.time() > newest) {
      newest = record.time();
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (newest != Long.MIN_VALUE) {
      // Less one: an event of the very time may still follow.
      output.emitWatermark(new Watermark(newest - latenessMillis - 1));
    }
  }
}

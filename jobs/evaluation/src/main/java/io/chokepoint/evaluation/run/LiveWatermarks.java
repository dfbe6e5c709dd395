package io.chokepoint.evaluation.run;

import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.domain.network.Topic;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The watermarks of a topic with one partition, by the simulated clock in place of the machine's:
 * its newest event time less its lateness, and idle after its idle time without events.
 */
final class LiveWatermarks implements WatermarkGenerator<SourceRecord> {
  private final long latenessMillis;
  private final long idleMillis;
  private long newest = Long.MIN_VALUE;
  private long clock = Long.MIN_VALUE;
  private long spokeAt = Long.MIN_VALUE;
  private boolean hasSpoken;

  private LiveWatermarks(long latenessMillis, long idleMillis) {
    this.latenessMillis = latenessMillis;
    this.idleMillis = idleMillis;
  }

  static WatermarkStrategy<SourceRecord> of(Topic topic) {
    long lateness = topic.latenessMillis();
    long idle = topic.idleMillis();
    return WatermarkStrategy.<SourceRecord>forGenerator(
            context -> new LiveWatermarks(lateness, idle))
        .withTimestampAssigner((record, before) -> record.time());
  }

  @Override
  public void onEvent(SourceRecord record, long timestamp, WatermarkOutput output) {
    if (!LiveEvents.isClock(record)) {
      newest = Math.max(newest, record.time());
      hasSpoken = true;
      return;
    }
    clock = record.time();
    if (hasSpoken || spokeAt == Long.MIN_VALUE) {
      hasSpoken = false;
      spokeAt = clock;
    }
    if (idleMillis > 0 && clock - spokeAt >= idleMillis) {
      output.markIdle();
    } else if (newest != Long.MIN_VALUE) {
      // Less one: an event of the very time may still follow.
      output.emitWatermark(new Watermark(newest - latenessMillis - 1));
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    // By the simulated clock alone, so that a run is the same at any speed.
  }
}

package io.chokepoint.bottleneck.io;

import io.chokepoint.bottleneck.io.KafkaEnds.Reading;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;

/**
 * The watermark of one partition: its newest event time less the topic's lateness. A refused record
 * does not move it, whatever time it claims, and does not keep the partition from being idle.
 */
public final class EventTimeWatermarks implements WatermarkGenerator<SourceRecord> {
  /** The one group of topics that are read in step. */
  private static final String ALIGNMENT_GROUP = "topics";

  /**
   * How often the topics compare how far they are. Between two comparisons no topic gets further
   * than the drift, so that it limits the speed of a catch-up as well; more often costs the job
   * manager a message and a line in its log for each topic.
   */
  private static final Duration ALIGNED_EVERY = Duration.ofSeconds(1);

  private final WatermarkGenerator<SourceRecord> ofAccepted;

  private EventTimeWatermarks(WatermarkGenerator<SourceRecord> ofAccepted) {
    this.ofAccepted = ofAccepted;
  }

  /**
   * The strategy of a topic: its lateness, its idleness, and the event time that was decoded. Where
   * the topic is read to an end, nobody waits for it longer than that, and it is never idle: a
   * broken connection must not make the rest of it late.
   */
  public static WatermarkStrategy<SourceRecord> of(Topic topic, Reading reading) {
    long lateness = topic.latenessMillis();
    long idle = reading == Reading.BOUNDED ? 0 : topic.idleMillis();
    return WatermarkStrategy.<SourceRecord>forGenerator(
            context -> {
              WatermarkGenerator<SourceRecord> newest = new NewestLessLateness(lateness);
              return new EventTimeWatermarks(
                  idle > 0
                      ? new WatermarksWithIdleness<>(
                          newest, Duration.ofMillis(idle), context.getInputActivityClock())
                      : newest);
            })
        .withTimestampAssigner(
            (record, kafkaTimestamp) -> record.refusal() == null ? record.time() : kafkaTimestamp);
  }

  /**
   * The same, in step with the network's other topics: a partition that is too far ahead of the
   * slowest one that is not idle is not read until that one has come closer.
   *
   * @param maxDriftMillis how much newer its newest event may be, in ms; 0 where each topic is read
   *     at its own pace
   */
  public static WatermarkStrategy<SourceRecord> inStep(
      Network network, Topic topic, Reading reading, long maxDriftMillis) {
    if (maxDriftMillis == 0) {
      return of(topic, reading);
    }
    // By what a topic allows for late events, its watermark is behind at all times.
    long lateness = network.topics().stream().mapToLong(Topic::latenessMillis).max().orElse(0);
    return of(topic, reading)
        .withWatermarkAlignment(
            ALIGNMENT_GROUP, Duration.ofMillis(maxDriftMillis + lateness), ALIGNED_EVERY);
  }

  @Override
  public void onEvent(SourceRecord record, long timestamp, WatermarkOutput output) {
    if (record.refusal() == null) {
      ofAccepted.onEvent(record, timestamp, output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    ofAccepted.onPeriodicEmit(output);
  }

  private static final class NewestLessLateness implements WatermarkGenerator<SourceRecord> {
    private final long latenessMillis;
    private long newest = Long.MIN_VALUE;

    NewestLessLateness(long latenessMillis) {
      this.latenessMillis = latenessMillis;
    }

    @Override
    public void onEvent(SourceRecord record, long timestamp, WatermarkOutput output) {
      newest = Math.max(newest, record.time());
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (newest != Long.MIN_VALUE) {
        // Less one: an event of the very time may still follow.
        output.emitWatermark(new Watermark(newest - latenessMillis - 1));
      }
    }
  }
}

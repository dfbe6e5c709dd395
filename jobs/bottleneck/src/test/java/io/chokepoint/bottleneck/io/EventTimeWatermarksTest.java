package io.chokepoint.bottleneck.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.io.KafkaEnds.Reading;
import io.chokepoint.bottleneck.operator.Shop;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.domain.network.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkAlignmentParams;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class EventTimeWatermarksTest {
  private static final long IDLE_MILLIS = 60_000;
  private static final Topic TOPIC = new Topic("visits", null, "time", 5_000, IDLE_MILLIS);

  private final ManualClock clock = new ManualClock();
  private final List<Object> said = new ArrayList<>();

  @Test
  void aPartitionIsIdleAfterItsTimeOfSilenceAndSpeaksWithItsNextWatermark() {
    WatermarkGenerator<SourceRecord> partition = partition(Reading.EARLIEST);
    accept(partition, Shop.START);
    waitFor(partition, IDLE_MILLIS);
    accept(partition, Shop.START + 1_000);
    assertThat(said).containsSubsequence(Shop.START - 5_001, "idle", Shop.START + 1_000 - 5_001);
  }

  @Test
  void aPartitionOfNothingButRefusedRecordsIsIdle() {
    WatermarkGenerator<SourceRecord> partition = partition(Reading.EARLIEST);
    for (int i = 0; i < 20; i++) {
      SourceRecord refused =
          EventPlacement.refused(
              visit(Shop.START + i).origin(), RejectReason.MALFORMED, "it is torn");
      partition.onEvent(refused, Shop.START + i, output());
      waitFor(partition, IDLE_MILLIS / 10);
    }
    assertThat(said).contains("idle").containsOnly("idle");
  }

  @Test
  void whatIsReadToAnEndIsNeverIdle() {
    WatermarkGenerator<SourceRecord> partition = partition(Reading.BOUNDED);
    accept(partition, Shop.START);
    waitFor(partition, 10 * IDLE_MILLIS);
    assertThat(said).contains(Shop.START - 5_001).doesNotContain("idle");
  }

  @Test
  void topicsInStepMayBeApartByTheDriftAndTheLongestLateness() {
    for (Topic topic : Shop.NETWORK.topics()) {
      WatermarkAlignmentParams alignment = alignment(topic, 60_000);
      assertThat(alignment.isEnabled()).isTrue();
      assertThat(alignment.getWatermarkGroup()).isEqualTo("topics");
      assertThat(alignment.getMaxAllowedWatermarkDrift()).isEqualTo(65_000);
    }
  }

  @Test
  void withoutADriftEachTopicIsReadAtItsOwnPace() {
    assertThat(alignment(TOPIC, 0).isEnabled()).isFalse();
  }

  private static WatermarkAlignmentParams alignment(Topic topic, long maxDriftMillis) {
    return EventTimeWatermarks.inStep(Shop.NETWORK, topic, Reading.COMMITTED, maxDriftMillis)
        .getAlignmentParameters();
  }

  private WatermarkGenerator<SourceRecord> partition(Reading reading) {
    return EventTimeWatermarks.of(TOPIC, reading)
        .createWatermarkGenerator(
            new WatermarkGeneratorSupplier.Context() {
              @Override
              public MetricGroup getMetricGroup() {
                return new UnregisteredMetricsGroup();
              }

              @Override
              public RelativeClock getInputActivityClock() {
                return clock;
              }
            });
  }

  private void accept(WatermarkGenerator<SourceRecord> partition, long time) {
    partition.onEvent(visit(time), time, output());
    partition.onPeriodicEmit(output());
  }

  /** Silence is counted from the second look that finds nothing new. */
  private void waitFor(WatermarkGenerator<SourceRecord> partition, long millis) {
    for (int look = 0; look < 3; look++) {
      partition.onPeriodicEmit(output());
      clock.advanceTime(millis + 1, TimeUnit.MILLISECONDS);
    }
  }

  private static SourceRecord visit(long time) {
    return Shop.event("visits", time, Map.of("id", "a"));
  }

  private WatermarkOutput output() {
    return new WatermarkOutput() {
      @Override
      public void emitWatermark(Watermark watermark) {
        said.add(watermark.getTimestamp());
      }

      @Override
      public void markIdle() {
        said.add("idle");
      }

      @Override
      public void markActive() {
        said.add("active");
      }
    };
  }
}

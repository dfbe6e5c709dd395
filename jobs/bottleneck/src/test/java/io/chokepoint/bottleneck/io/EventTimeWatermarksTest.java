package io.chokepoint.bottleneck.io;

import static io.chokepoint.bottleneck.operator.Shop.START;
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
  /** Five seconds late at most, idle after a minute. */
  private static final Topic VISITS = Shop.NETWORK.topics().get(Shop.NETWORK.topicIndex("visits"));

  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final List<String> said = new ArrayList<>();
  private final ManualClock clock = new ManualClock(1);

  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          said.add("START" + (watermark.getTimestamp() - START));
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

  private WatermarkGenerator<SourceRecord> watermarks = partition(Reading.EARLIEST);

  private WatermarkGenerator<SourceRecord> partition(Reading reading) {
    return EventTimeWatermarks.of(VISITS, reading)
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

  @Test
  void theWatermarkIsTheNewestEventTimeLessTheLateness() {
    emit(0);
    receive(visit(START + 10_000));
    receive(visit(START));
    emit(0);
    receive(visit(START + 20_000));
    emit(0);
    assertThat(said).containsExactly("START4999", "START14999");
  }

  @Test
  void aSilentPartitionIsIdleUntilItSpeaksAgain() {
    receive(visit(START));
    emit(0);
    emit(0);
    emit(MINUTE_NANOS);
    emit(1);
    receive(visit(START + 1));
    emit(0);
    assertThat(said)
        .containsExactly("START-5001", "START-5001", "START-5001", "idle", "START-5000");
  }

  @Test
  void aPartitionThatBringsNothingButRefusedRecordsIsIdle() {
    receive(visit(START));
    emit(0);
    emit(0);
    said.clear();
    for (int i = 0; i < 3; i++) {
      receive(refused(START + 1_000_000));
      emit(MINUTE_NANOS / 2 + 1);
    }
    assertThat(said).containsExactly("START-5001", "idle");
  }

  @Test
  void whatIsReadToAnEndIsNeverIdle() {
    watermarks = partition(Reading.BOUNDED);
    receive(visit(START));
    for (int i = 0; i < 5; i++) {
      emit(MINUTE_NANOS);
    }
    assertThat(said).containsOnly("START-5001");
  }

  @Test
  void topicsInStepMayBeApartByTheDriftAndTheLongestLateness() {
    for (Topic topic : Shop.NETWORK.topics()) {
      WatermarkAlignmentParams alignment =
          EventTimeWatermarks.aligned(Shop.NETWORK, topic, Reading.EARLIEST, 60_000)
              .getAlignmentParameters();
      assertThat(alignment.isEnabled()).isTrue();
      assertThat(alignment.getWatermarkGroup()).isEqualTo("topics");
      assertThat(alignment.getMaxAllowedWatermarkDrift()).isEqualTo(65_000);
    }
  }

  @Test
  void withoutADriftEachTopicIsReadAtItsOwnPace() {
    assertThat(
            EventTimeWatermarks.aligned(Shop.NETWORK, VISITS, Reading.EARLIEST, 0)
                .getAlignmentParameters()
                .isEnabled())
        .isFalse();
  }

  private void receive(SourceRecord record) {
    watermarks.onEvent(record, record.time(), output);
  }

  private void emit(long nanosLater) {
    clock.advanceTime(nanosLater, TimeUnit.NANOSECONDS);
    watermarks.onPeriodicEmit(output);
  }

  private static SourceRecord visit(long time) {
    return Shop.event("visits", time, Map.of("id", "a"));
  }

  private static SourceRecord refused(long time) {
    return EventPlacement.refused(visit(time).origin(), RejectReason.MALFORMED, "it is torn");
  }
}

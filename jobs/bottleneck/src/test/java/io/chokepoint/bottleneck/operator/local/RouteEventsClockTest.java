package io.chokepoint.bottleneck.operator.local;

import static io.chokepoint.bottleneck.operator.Shop.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.operator.Shop;
import io.chokepoint.bottleneck.record.ClockMark;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.domain.clock.TopicClock;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.StageEvent.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** How far a topic is goes on among its events, in the right places. */
class RouteEventsClockTest {
  private static final int MAX_PARALLELISM = 16;

  /** The lateness of visits. */
  private static final long LATENESS = 5_000;

  @Test
  void aMarkToEverySubtaskGoesBeforeItsWatermark() throws Exception {
    try (var source = open("visits", Shop.OPTIONS)) {
      source.processWatermark(START);
      List<Object> sent = new ArrayList<>(source.getOutput());
      assertThat(sent).hasSize(MAX_PARALLELISM + 1).last().isEqualTo(new Watermark(START));
      assertThat(said(sent))
          .containsExactly(mark("visits", START, false), new Watermark(START));
    }
  }

  @Test
  void turningIdleAndBackIsSaidBeforeTheStatusAndOnlyOnce() throws Exception {
    try (var source = open("visits", Shop.OPTIONS)) {
      source.processWatermark(START);
      source.getOutput().clear();
      source.processWatermarkStatus(WatermarkStatus.IDLE);
      source.processWatermarkStatus(WatermarkStatus.IDLE);
      source.processWatermarkStatus(WatermarkStatus.ACTIVE);
      assertThat(said(source.getOutput()))
          .containsExactly(
              mark("visits", START, true),
              WatermarkStatus.IDLE,
              WatermarkStatus.IDLE,
              mark("visits", START, false),
              WatermarkStatus.ACTIVE);
    }
  }

  @Test
  void aSourceWithoutPartitionsSaysThatItIsIdleAndKnowsNothing() throws Exception {
    try (var source = open("visits", Shop.OPTIONS)) {
      source.processWatermarkStatus(WatermarkStatus.IDLE);
      assertThat(said(source.getOutput()))
          .startsWith(mark("visits", TopicClock.UNKNOWN, true))
          .hasSize(2);
    }
  }

  @Test
  void theFirstEventAfterASilenceComesBehindWordOfItsEnd() throws Exception {
    try (var source = open("visits", Shop.OPTIONS)) {
      source.processWatermark(START);
      source.processWatermarkStatus(WatermarkStatus.IDLE);
      source.getOutput().clear();
      long moves = START + LATENESS + 2;
      source.processElement(visit(moves), moves);
      source.processElement(visit(moves + 1), moves + 1);
      assertThat(said(source.getOutput()))
          .containsExactly(mark("visits", START, false), moves, moves + 1);
    }
  }

  /** Flink lets such a source sleep on, so nobody would ever say again that it is idle. */
  @Test
  void anEventThatMovesNoWatermarkDoesNotWakeASilentSource() throws Exception {
    try (var source = open("visits", Shop.OPTIONS)) {
      source.processWatermark(START);
      source.processWatermarkStatus(WatermarkStatus.IDLE);
      source.getOutput().clear();
      for (long time : new long[] {START - 60_000, START, START + LATENESS + 1}) {
        source.processElement(visit(time), time);
      }
      assertThat(said(source.getOutput()))
          .containsExactly(START - 60_000, START, START + LATENESS + 1);
    }
  }

  @Test
  void marksOfTopicsWithMembersOrGroupsTakeTheSideRoadAsWell() throws Exception {
    for (String topic : List.of("orders", "payments")) {
      try (var source = open(topic, Shop.OPTIONS)) {
        source.processWatermark(START);
        assertThat(said(source.getOutput())).startsWith(mark(topic, START, false));
        assertThat(said(Objects.requireNonNull(source.getSideOutput(RouteEvents.GROUPS))))
            .containsExactly(mark(topic, START, false));
      }
    }
    try (var source = open("visits", Shop.OPTIONS)) {
      source.processWatermark(START);
      assertThat(source.getSideOutput(RouteEvents.GROUPS)).isNull();
    }
  }

  @Test
  void theEndIsMarkedAndNobodyIsIdleThere() throws Exception {
    try (var source = open("payments", Shop.OPTIONS)) {
      source.processWatermark(START);
      source.processWatermarkStatus(WatermarkStatus.IDLE);
      source.getOutput().clear();
      source.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(said(source.getOutput()))
          .containsExactly(
              mark("payments", Long.MAX_VALUE, false), Watermark.MAX_WATERMARK);
    }
  }

  @Test
  void recordedEventsNeedNoMarksSinceTheyAreSortedOverAllTopics() throws Exception {
    try (var source = open("payments", Shop.OPTIONS.forRecordedFiles())) {
      source.processWatermark(START);
      source.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(source.getOutput())
          .containsExactly(new Watermark(START), Watermark.MAX_WATERMARK);
      assertThat(source.getSideOutput(RouteEvents.GROUPS)).isNull();
    }
  }

  private static OneInputStreamOperatorTestHarness<SourceRecord, StageEvent> open(
      String topic, PipelineOptions options) throws Exception {
    BitSet topics = new BitSet();
    topics.set(Shop.NETWORK.topicIndex(topic));
    OneInputStreamOperatorTestHarness<SourceRecord, StageEvent> harness =
        new OneInputStreamOperatorTestHarness<>(
            new RouteEvents(Shop.NETWORK, topics, options), MAX_PARALLELISM, 3, 2);
    harness.open();
    return harness;
  }

  private static SourceRecord visit(long time) {
    return Shop.event("visits", time, Map.of("id", "a"));
  }

  /** The mark of the third of three subtasks. */
  private static ClockMark mark(String topic, long time, boolean idle) {
    return new ClockMark(Shop.NETWORK.topicIndex(topic), 2, 3, time, idle, false);
  }

  /** Marks once instead of for each subtask, events by their times, and whatever else there is. */
  private static List<Object> said(Iterable<?> sent) {
    List<Object> said = new ArrayList<>();
    for (Object each : sent) {
      Object now = each;
      if (each instanceof StreamRecord<?> record && record.getValue() instanceof StageEvent event) {
        now = event.kind() == Kind.CLOCK ? ClockMark.of(event) : (Object) event.time();
      }
      boolean again =
          now instanceof ClockMark
              && !said.isEmpty()
              && said.get(said.size() - 1).equals(now);
      if (!again) {
        said.add(now);
      }
    }
    return said;
  }
}

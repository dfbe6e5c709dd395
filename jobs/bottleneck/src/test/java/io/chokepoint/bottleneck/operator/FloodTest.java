package io.chokepoint.bottleneck.operator;

import static io.chokepoint.bottleneck.operator.Shop.MINUTE;
import static io.chokepoint.bottleneck.operator.Shop.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.operator.local.PreAggregateTallies;
import io.chokepoint.bottleneck.record.StreamKey;
import io.chokepoint.bottleneck.record.StreamKeySerializer;
import io.chokepoint.domain.journey.CorrelationKey;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.util.List;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bots, storms of redelivery and a single segment with all the traffic, at full size. */
@Timeout(60)
class FloodTest {
  private static final int MILLION = 1_000_000;

  /** Coprime to a million, so that all times of it are gone through, in no order. */
  private static final long STRIDE = 611_953;

  private static final int GROUP_CAPACITY = 10_000;

  private static final Network PER_WINDOW =
      NetworkFile.parse(
          "visits.yaml",
          """
          network: visits
          topics: {visits: {}, orders: {}}
          paths:
            - name: buy
              key: id
              anchor: per-window
              cohort: 1m
              stages:
                - {name: visited, layer: users, topic: visits}
                - {name: ordered, layer: models, topic: orders, within: 2m}
          """);

  private static final StageEvent VISIT = Shop.visit("bot", START, "app").get(0);
  private static final StageEvent ORDER = Shop.order("bot", START, "s").get(0);
  private static final StageEvent MEMBER = Shop.order("bot", START, "s").get(1);
  private static final StageEvent SET = Shop.payment("s", START).get(0);

  @Test
  void aBotWithAMillionEventsHasTheStateOfOneJourney() throws Exception {
    try (Harness<StreamKey, StageEvent, TallyDelta> harness =
        journeys(Shop.NETWORK, Shop.OPTIONS)) {
      for (int i = 0; i < MILLION; i += 2) {
        long time = START + i * STRIDE % MILLION / 2;
        harness.add(at(VISIT, time));
        harness.add(at(ORDER, time));
      }
      assertThat(harness.counted(EvaluateJourneys.OVERFLOWS))
          .isEqualTo(MILLION / 2 - Shop.OPTIONS.slotCapacity());
      assertThat(harness.snapshot().getStateSize()).isLessThan(2_000);
      // One for each time of the grid.
      assertThat(harness.timers()).isLessThan(10);
      assertThat(Tallies.sum(harness.output()))
          .containsEntry(total(0, TallyDelta.Measure.ENTRANT, 0, ""), List.of(1L, 125L))
          .containsEntry(total(0, TallyDelta.Measure.CONVERTED, 0, ""), List.of(1L, 125L));
      harness.watermark(Shop.LONG_OVER);
      assertThat(harness.stateEntries()).isZero();
      assertThat(harness.timers()).isZero();
    }
  }

  @Test
  void aBotThatComesBackInEveryWindowHasTheStateOfTheWindowsThatAreNotOver() throws Exception {
    PipelineOptions options =
        new PipelineOptions(5 * MINUTE, 16, GROUP_CAPACITY, 0, false, MINUTE, false);
    int minutes = 100;
    int each = MILLION / 2 / minutes;
    try (Harness<StreamKey, StageEvent, TallyDelta> harness = journeys(PER_WINDOW, options)) {
      long largest = 0;
      for (int minute = 0; minute < minutes; minute++) {
        for (int i = 0; i < each; i++) {
          long time = START + minute * MINUTE + i * 7_919L % each;
          harness.add(at(VISIT, time));
          harness.add(at(ORDER, time));
        }
        harness.watermark(START + minute * MINUTE);
        largest = Math.max(largest, harness.snapshot().getStateSize());
      }
      // Of each window one entry and sixteen orders; the retention, the horizon and the grid of the
      // timers make ten windows.
      assertThat(largest).isLessThan(1_000 + 10 * 17 * 8);
      assertThat(harness.counted(EvaluateJourneys.OVERFLOWS))
          .isEqualTo((long) minutes * (each - 16));
      harness.watermark(Shop.LONG_OVER);
      assertThat(harness.stateEntries()).isZero();
      assertThat(harness.timers()).isZero();
    }
  }

  @Test
  void aGroupWithAMillionMembersRemembersAsManyAsItHasRoomFor() throws Exception {
    try (Harness<StreamKey, StageEvent, StageEvent> harness = groups()) {
      for (int i = 0; i < MILLION; i++) {
        harness.add(member("member-" + i));
      }
      assertThat(harness.counted("numOverflowGroupEvents")).isEqualTo(MILLION - GROUP_CAPACITY);
      assertThat(harness.snapshot().getStateSize()).isLessThan(GROUP_CAPACITY * 50L);
      harness.add(SET);
      assertThat(harness.output()).hasSize(GROUP_CAPACITY);
      harness.watermark(Shop.LONG_OVER);
      assertThat(harness.stateEntries()).isZero();
      assertThat(harness.timers()).isZero();
    }
  }

  @Test
  void aSetEventRedeliveredAMillionTimesIsSentToEachMemberOnce() throws Exception {
    try (Harness<StreamKey, StageEvent, StageEvent> harness = groups()) {
      for (int i = 0; i < 100; i++) {
        harness.add(member("member-" + i));
      }
      harness.add(SET);
      long once = harness.snapshot().getStateSize();
      for (int i = 0; i < MILLION; i++) {
        harness.add(SET);
      }
      assertThat(harness.output()).hasSize(100);
      assertThat(harness.snapshot().getStateSize()).isEqualTo(once);
      assertThat(harness.counted("numOverflowGroupEvents")).isZero();
    }
  }

  @Test
  void ofOneSegmentWithAllTheTrafficFewSumsCrossTheNetwork() throws Exception {
    int visits = 50_000;
    long sent = 0;
    long counted = 0;
    try (Harness<StreamKey, StageEvent, TallyDelta> journeys =
            journeys(Shop.NETWORK, Shop.OPTIONS);
        OneInputStreamOperatorTestHarness<TallyDelta, TallyDelta> sums =
            new OneInputStreamOperatorTestHarness<>(
                new PreAggregateTallies(Shop.NETWORK, Shop.OPTIONS))) {
      sums.open();
      for (int i = 0; i < visits; i++) {
        byte[] key = CorrelationKey.pack("visit-" + i);
        long visited = START + 5L * i % MINUTE;
        journeys.add(with(VISIT, key, visited));
        journeys.add(with(ORDER, key, visited + 1 + i % 30_000));
      }
      long watermark = START;
      for (TallyDelta delta : journeys.output()) {
        sums.processElement(delta, 0);
        // As often as watermarks come, at ten thousand visits a second.
        if (++counted % 10_000 == 0) {
          sums.processWatermark(watermark++);
        }
      }
      sums.processWatermark(watermark);
      sent = sums.extractOutputValues().size();
      assertThat(Tallies.sum(sums.extractOutputValues()))
          .containsEntry(
              total(0, TallyDelta.Measure.ENTRANT, 0, ""), List.of((long) visits, 125L * visits));
    }
    assertThat(counted).isGreaterThan(10L * visits);
    assertThat(sent).isLessThan(counted / 100);
  }

  private static Harness<StreamKey, StageEvent, TallyDelta> journeys(
      Network network, PipelineOptions options) throws Exception {
    return Harness.open(
        new EvaluateJourneys(network, options), StreamKey::ofJourney, StreamKeySerializer.TYPE);
  }

  private static Harness<StreamKey, StageEvent, StageEvent> groups() throws Exception {
    return Harness.open(
        new ExpandGroups(
            Shop.NETWORK, new PipelineOptions(MINUTE, 16, GROUP_CAPACITY, 0, false, MINUTE, false)),
        event -> StreamKey.ofGroup(event),
        StreamKeySerializer.TYPE);
  }

  private static TallyDelta total(int edge, TallyDelta.Measure measure, long lag, String reason) {
    return new TallyDelta(0, edge, TallyDelta.TOTAL, "", START, measure, lag, reason, 0, 0);
  }

  private static StageEvent at(StageEvent event, long time) {
    return with(event, event.key(), time);
  }

  private static StageEvent with(StageEvent event, byte[] key, long time) {
    return new StageEvent(
        event.kind(),
        event.path(),
        event.slot(),
        time,
        key,
        event.member(),
        event.facts(),
        event.texts(),
        event.value());
  }

  private static StageEvent member(String id) {
    return new StageEvent(
        MEMBER.kind(),
        MEMBER.path(),
        MEMBER.slot(),
        MEMBER.time(),
        MEMBER.key(),
        CorrelationKey.pack(id),
        MEMBER.facts(),
        MEMBER.texts(),
        MEMBER.value());
  }
}

package io.chokepoint.bottleneck.operator;

import static io.chokepoint.bottleneck.operator.Shop.MINUTE;
import static io.chokepoint.bottleneck.operator.Shop.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.io.ResultRecords;
import io.chokepoint.bottleneck.record.ClockMark;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.StreamKey;
import io.chokepoint.bottleneck.record.StreamKeySerializer;
import io.chokepoint.domain.journey.CorrelationKey;
import io.chokepoint.domain.journey.DroppedStep;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.StageEvent.Kind;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.results.LateRecord;
import io.chokepoint.schemas.SingleObjectDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateJourneysTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aKilledAndRestoredOperatorAnswersAsIfNothingHadHappened(long seed) throws Exception {
    List<StageEvent> events = stream(seed);
    List<TallyDelta> expected;
    try (Harness<StreamKey, StageEvent, TallyDelta> undisturbed = open()) {
      feed(undisturbed, events, 0, events.size());
      undisturbed.watermark(Shop.LONG_OVER);
      expected = undisturbed.output();
    }
    int middle = new Random(seed).nextInt(events.size());
    List<TallyDelta> got = new ArrayList<>();
    OperatorSubtaskState state;
    try (Harness<StreamKey, StageEvent, TallyDelta> killed = open()) {
      feed(killed, events, 0, middle);
      state = killed.snapshot();
      got.addAll(killed.output());
      feed(killed, events, middle, events.size());
    }
    try (Harness<StreamKey, StageEvent, TallyDelta> restored =
        Harness.restored(
            new EvaluateJourneys(Shop.NETWORK, Shop.OPTIONS),
            StreamKey::ofJourney,
            StreamKeySerializer.TYPE,
            state)) {
      feed(restored, events, middle, events.size());
      restored.watermark(Shop.LONG_OVER);
      got.addAll(restored.output());
      assertThat(restored.timers()).isZero();
      assertThat(restored.stateEntries()).isZero();
    }
    assertThat(got).isNotEmpty().isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void orderChangesNothingAndRedeliveryIsSilent(long seed) throws Exception {
    List<StageEvent> events = stream(seed);
    List<StageEvent> inOrder = new ArrayList<>(events);
    inOrder.sort(Comparator.comparingLong(StageEvent::time));
    try (Harness<StreamKey, StageEvent, TallyDelta> shuffled = open();
        Harness<StreamKey, StageEvent, TallyDelta> sorted = open()) {
      feed(shuffled, events, 0, events.size());
      sorted.addAll(inOrder);
      assertThat(Tallies.sum(shuffled.output())).isEqualTo(Tallies.sum(sorted.output()));
      int before = shuffled.output().size();
      shuffled.addAll(inOrder);
      assertThat(shuffled.output()).hasSize(before);
    }
  }

  @Test
  void stateAndTimersStayWhileAnEventWithinTheRetentionCanStillCorrectAndEndThen()
      throws Exception {
    long overAt = START + 25 * MINUTE + MINUTE + Shop.OPTIONS.retentionMillis();
    try (Harness<StreamKey, StageEvent, TallyDelta> harness = open()) {
      harness.addAll(Shop.visit("a", START, "app"));
      harness.watermark(overAt);
      assertThat(harness.stateEntries()).isEqualTo(1);
      assertThat(harness.timers()).isEqualTo(1);
      harness.watermark(overAt + 5 * MINUTE);
      assertThat(harness.stateEntries()).isZero();
      assertThat(harness.timers()).isZero();
    }
  }

  @Test
  void aJourneyHasOneTimerAtATimeWhileItsStepsComeInTheirOrder() throws Exception {
    try (Harness<StreamKey, StageEvent, TallyDelta> harness = open()) {
      harness.addAll(Shop.visit("a", START, "app"));
      assertThat(harness.timers()).isEqualTo(1);
      harness.add(Shop.order("a", START + MINUTE, "s").get(0));
      assertThat(harness.timers()).isEqualTo(1);
      harness.watermark(START + 20 * MINUTE);
      assertThat(harness.timers()).isEqualTo(1);
    }
  }

  @Test
  void aDropIsReportedWhenItsVerdictIsDueAndTheTopicHasGotThere() throws Exception {
    long due = START + MINUTE + 10 * MINUTE + MINUTE + 5_000;
    try (Harness<StreamKey, StageEvent, TallyDelta> harness = open()) {
      harness.addAll(Shop.visit("a", START, "app"));
      harness.addAll(Shop.visit("b", START + 1, "app"));
      harness.add(Shop.order("b", START + 2, "s").get(0));
      harness.add(Shop.refusal("a", START + MINUTE, "full").get(0));
      clock(harness, "visits", due);
      clock(harness, "orders", due);
      harness.watermark(due - 1);
      assertThat(harness.side(EvaluateJourneys.DROPPED)).isEmpty();
      harness.watermark(due);
      assertThat(harness.side(EvaluateJourneys.DROPPED))
          .containsExactly(
              new DroppedStep(
                  0,
                  0,
                  START,
                  "full",
                  CorrelationKey.pack("a"),
                  new long[] {START, DroppedStep.NOT_REACHED, DroppedStep.NOT_REACHED},
                  List.of("app")));
    }
  }

  @Test
  void whatATopicHoldsUpIsNoDropUntilItSpeaksAgain() throws Exception {
    long due = START + MINUTE + 10 * MINUTE + MINUTE + 5_000;
    try (Harness<StreamKey, StageEvent, TallyDelta> harness = open()) {
      harness.addAll(Shop.visit("a", START, "app"));
      harness.addAll(Shop.visit("b", START, "app"));
      clock(harness, "visits", due);
      clock(harness, "orders", START + MINUTE);
      harness.watermark(due + 15 * MINUTE);
      assertThat(harness.side(EvaluateJourneys.DROPPED)).isEmpty();
      harness.add(Shop.order("a", START + 5 * MINUTE, "s").get(0));
      clock(harness, "orders", due + 15 * MINUTE);
      harness.watermark(due + 40 * MINUTE);
      assertThat(harness.side(EvaluateJourneys.DROPPED))
          .extracting(step -> CorrelationKey.unpack(step.key()))
          .containsExactly("b");
      harness.watermark(Shop.LONG_OVER);
      assertThat(harness.side(EvaluateJourneys.DROPPED)).hasSize(1);
      assertThat(harness.timers()).isZero();
      assertThat(harness.stateEntries()).isZero();
    }
  }

  @Test
  void openJourneysAreCountedThroughAFailureToTheirEnd() throws Exception {
    OperatorSubtaskState state;
    try (Harness<StreamKey, StageEvent, TallyDelta> killed = open()) {
      for (int i = 0; i < 5; i++) {
        killed.addAll(Shop.visit("id-" + i, START, "app"));
        killed.addAll(Shop.visit("id-" + i, START, "app"));
      }
      assertThat(killed.gauged("openJourneys")).isEqualTo(5L);
      state = killed.snapshot();
    }
    try (Harness<StreamKey, StageEvent, TallyDelta> restored =
        Harness.restored(
            new EvaluateJourneys(Shop.NETWORK, Shop.OPTIONS),
            StreamKey::ofJourney,
            StreamKeySerializer.TYPE,
            state)) {
      assertThat(restored.gauged("openJourneys")).isEqualTo(5L);
      restored.watermark(Shop.LONG_OVER);
      assertThat(restored.gauged("openJourneys")).isEqualTo(0L);
    }
  }

  @Test
  void anEventBeyondTheRetentionGoesToItsTopicWholeAndChangesNothing() throws Exception {
    long retention = Shop.OPTIONS.retentionMillis();
    SourceRecord record = Shop.event("visits", START - 1, Map.of("id", "a", "app", "app"));
    byte[] whole = new ResultRecords().late(record, Long.MIN_VALUE / 8).value();
    try (Harness<StreamKey, StageEvent, TallyDelta> harness = open()) {
      harness.watermark(START + retention);
      harness.add(record.events().get(0).with(whole));
      harness.addAll(Shop.visit("b", START, "app"));
      assertThat(harness.output()).extracting(TallyDelta::path).containsOnly(0).isNotEmpty();
      assertThat(harness.gauged("openJourneys")).isEqualTo(1L);
      List<OutputRecord> late = harness.side(EvaluateJourneys.LATE);
      assertThat(late).hasSize(1);
      assertThat(new String(late.get(0).key(), StandardCharsets.UTF_8)).isEqualTo("visits-3@17");
      LateRecord decoded = SingleObjectDecoder.of(LateRecord.class).decode(late.get(0).value());
      assertThat(decoded.getWatermark().toEpochMilli()).isEqualTo(START + retention);
      assertThat(decoded.getValue()).isEqualTo(ByteBuffer.wrap(new byte[] {2, 3}));
    }
  }

  @Test
  void theCopyOfAGroupsEventIsNeverLate() throws Exception {
    StageEvent order = Shop.order("a", START, "s").get(0);
    StageEvent copy =
        new StageEvent(Kind.EXPANDED, 0, 2, START, order.key(), null, 0, StageEvent.NO_TEXTS, 0);
    try (Harness<StreamKey, StageEvent, TallyDelta> harness = open()) {
      harness.watermark(START + 2 * Shop.OPTIONS.retentionMillis());
      harness.add(copy);
      assertThat(harness.gauged("openJourneys")).isEqualTo(1L);
      assertThat(harness.side(EvaluateJourneys.LATE)).isEmpty();
    }
  }

  private static void clock(
      Harness<StreamKey, StageEvent, TallyDelta> harness, String topic, long time)
      throws Exception {
    int index = Shop.NETWORK.topicIndex(topic);
    for (boolean viaGroups : new boolean[] {false, true}) {
      harness.add(new ClockMark(index, 0, 1, time, false, viaGroups).toEvent(new byte[] {0}));
    }
  }

  @Test
  void timesBeyondTheCapacityAreCountedAndDoNotGrowTheState() throws Exception {
    PipelineOptions tight =
        new PipelineOptions(Shop.OPTIONS.retentionMillis(), 4, 10, 1, false, 60_000, false);
    try (Harness<StreamKey, StageEvent, TallyDelta> harness =
        Harness.open(
            new EvaluateJourneys(Shop.NETWORK, tight),
            StreamKey::ofJourney,
            StreamKeySerializer.TYPE)) {
      for (int i = 0; i < 20; i++) {
        harness.add(Shop.order("a", START + i * 1_000L, "s").get(0));
      }
      assertThat(harness.counted(EvaluateJourneys.OVERFLOWS)).isEqualTo(16);
      assertThat(harness.stateEntries()).isEqualTo(1);
    }
  }

  /**
   * What reaches the operator of a random stream: events of groups come as those of each member.
   */
  private static List<StageEvent> stream(long seed) {
    List<StageEvent> events = new ArrayList<>();
    for (StageEvent event : Shop.stream(new Random(seed))) {
      if (event.kind() == Kind.JOURNEY) {
        events.add(event);
      } else if (event.kind() == Kind.MEMBER) {
        events.add(
            new StageEvent(
                Kind.JOURNEY,
                event.path(),
                event.slot(),
                event.time() + MINUTE,
                StreamKey.ofMember(event).packedKey(),
                null,
                0,
                StageEvent.NO_TEXTS,
                0));
      }
    }
    return events;
  }

  private static Harness<StreamKey, StageEvent, TallyDelta> open() throws Exception {
    return Harness.open(
        new EvaluateJourneys(Shop.NETWORK, Shop.OPTIONS),
        StreamKey::ofJourney,
        StreamKeySerializer.TYPE);
  }

  /** Feeds events with a watermark now and then, the same at the same place of the stream. */
  private static void feed(
      Harness<StreamKey, StageEvent, TallyDelta> harness, List<StageEvent> events, int from, int to)
      throws Exception {
    for (int i = from; i < to; i++) {
      harness.add(events.get(i));
      if (i % 20 == 0) {
        harness.watermark(START + i * 5_000L);
      }
    }
  }
}

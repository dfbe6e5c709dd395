package io.chokepoint.bottleneck.operator;

import static io.chokepoint.bottleneck.operator.Shop.MINUTE;
import static io.chokepoint.bottleneck.operator.Shop.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.record.StreamKey;
import io.chokepoint.bottleneck.record.StreamKeySerializer;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.StageEvent.Kind;
import io.chokepoint.domain.journey.TallyDelta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

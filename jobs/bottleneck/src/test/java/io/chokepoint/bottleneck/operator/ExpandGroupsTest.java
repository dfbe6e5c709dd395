package io.chokepoint.bottleneck.operator;

import static io.chokepoint.bottleneck.operator.Shop.MINUTE;
import static io.chokepoint.bottleneck.operator.Shop.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.record.StreamKey;
import io.chokepoint.bottleneck.record.StreamKeySerializer;
import io.chokepoint.domain.journey.CorrelationKey;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.StageEvent.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpandGroupsTest {
  private static final String UNRESOLVED = "numUnresolvedGroupEvents";

  @Test
  void aMemberBeforeOrAfterTheGroupsEventGetsItOnce() throws Exception {
    try (Harness<StreamKey, StageEvent, StageEvent> harness = open(Shop.OPTIONS)) {
      harness.add(member("early", START));
      harness.add(set("s", START + MINUTE));
      harness.add(member("late", START + 2 * MINUTE));
      harness.add(set("s", START + MINUTE));
      harness.add(member("early", START));
      assertThat(harness.output())
          .extracting(e -> CorrelationKey.unpack(e.key()) + "@" + (e.time() - START))
          .containsExactly("early@60000", "late@60000");
      assertThat(harness.output()).extracting(StageEvent::kind).containsOnly(Kind.EXPANDED);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aKilledAndRestoredOperatorAnswersAsIfNothingHadHappened(long seed) throws Exception {
    List<StageEvent> events = stream(seed);
    List<StageEvent> expected;
    try (Harness<StreamKey, StageEvent, StageEvent> undisturbed = open(Shop.OPTIONS)) {
      undisturbed.addAll(events);
      expected = undisturbed.output();
    }
    int middle = events.size() / 2;
    List<StageEvent> got = new ArrayList<>();
    OperatorSubtaskState state;
    try (Harness<StreamKey, StageEvent, StageEvent> killed = open(Shop.OPTIONS)) {
      killed.addAll(events.subList(0, middle));
      state = killed.snapshot();
      got.addAll(killed.output());
    }
    try (Harness<StreamKey, StageEvent, StageEvent> restored =
        Harness.restored(
            new ExpandGroups(Shop.NETWORK, Shop.OPTIONS), KEY, StreamKeySerializer.TYPE, state)) {
      restored.addAll(events.subList(middle, events.size()));
      got.addAll(restored.output());
      restored.watermark(Shop.LONG_OVER);
      assertThat(restored.timers()).isZero();
      assertThat(restored.stateEntries()).isZero();
    }
    assertThat(got).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void everyMemberGetsEveryEventOfItsGroupInAnyOrder() throws Exception {
    List<StageEvent> events = stream(21);
    List<StageEvent> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, new Random(22));
    try (Harness<StreamKey, StageEvent, StageEvent> one = open(Shop.OPTIONS);
        Harness<StreamKey, StageEvent, StageEvent> other = open(Shop.OPTIONS)) {
      one.addAll(events);
      other.addAll(shuffled);
      assertThat(one.output())
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(other.output());
    }
  }

  @Test
  void membersAndEventsBeyondTheCapacityAreCounted() throws Exception {
    PipelineOptions tight = new PipelineOptions(60_000, 2, 3, 1, false, 60_000, false);
    try (Harness<StreamKey, StageEvent, StageEvent> harness = open(tight)) {
      for (int i = 0; i < 5; i++) {
        harness.add(member("m" + i, START));
        harness.add(set("s", START + i));
      }
      assertThat(harness.counted("numOverflowGroupEvents")).isEqualTo(2 + 3);
      assertThat(harness.output()).hasSize(3 * 2);
    }
  }

  @Test
  void aGroupWithoutMembersIsUnresolvedAndOneWhoseMembersWereForgottenFirstIsNot()
      throws Exception {
    try (Harness<StreamKey, StageEvent, StageEvent> harness = open(Shop.OPTIONS)) {
      harness.add(member("m", START));
      harness.add(set("s", START + 15 * MINUTE));
      for (long t = START; t < Shop.LONG_OVER; t += MINUTE) {
        harness.watermark(t);
      }
      assertThat(harness.stateEntries()).isZero();
      assertThat(harness.counted(UNRESOLVED)).isZero();
      harness.add(set("nobody", Shop.LONG_OVER));
      harness.watermark(Shop.LONG_OVER + 200 * MINUTE);
      assertThat(harness.counted(UNRESOLVED)).isEqualTo(1);
      assertThat(harness.stateEntries()).isZero();
      assertThat(harness.timers()).isZero();
    }
  }

  private static final org.apache.flink.api.java.functions.KeySelector<StageEvent, StreamKey> KEY =
      event -> StreamKey.ofGroup(event);

  private static Harness<StreamKey, StageEvent, StageEvent> open(PipelineOptions options)
      throws Exception {
    return Harness.open(new ExpandGroups(Shop.NETWORK, options), KEY, StreamKeySerializer.TYPE);
  }

  private static List<StageEvent> stream(long seed) {
    return Shop.stream(new Random(seed)).stream().filter(e -> e.kind() != Kind.JOURNEY).toList();
  }

  private static StageEvent member(String id, long time) {
    return Shop.order(id, time, "s").get(1);
  }

  private static StageEvent set(String session, long time) {
    return Shop.payment(session, time).get(0);
  }
}

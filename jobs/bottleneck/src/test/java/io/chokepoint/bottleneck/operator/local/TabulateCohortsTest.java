package io.chokepoint.bottleneck.operator.local;

import static io.chokepoint.bottleneck.operator.Shop.MINUTE;
import static io.chokepoint.bottleneck.operator.Shop.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.operator.Harness;
import io.chokepoint.bottleneck.operator.Shop;
import io.chokepoint.bottleneck.record.ClockMark;
import io.chokepoint.bottleneck.record.CohortKey;
import io.chokepoint.bottleneck.record.EdgeFinal;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.journey.TallyDelta.Measure;
import io.chokepoint.domain.network.Dimension;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.schemas.SingleObjectDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TabulateCohortsTest {
  /** Cohort, horizon, skew and lateness of the step visited → ordered. */
  private static final long COMPLETE_AT = START + MINUTE + 10 * MINUTE + MINUTE + 5_000;

  private static final long CLOSED_AT = COMPLETE_AT + Shop.OPTIONS.retentionMillis();

  @Test
  void aCohortIsProvisionalThenFinalThenCorrectedUnderTheSameKeyThenForgotten() throws Exception {
    try (Harness<CohortKey, TallyDelta, OutputRecord> harness = open()) {
      clocks(harness, START);
      harness.add(entrants(3));
      harness.add(reason(3));
      clocks(harness, START + MINUTE);
      harness.add(converted(60_000, 1));
      harness.add(reason(-1));
      clocks(harness, COMPLETE_AT - 1);
      assertThat(harness.side(TabulateCohorts.FINALS)).isEmpty();
      clocks(harness, COMPLETE_AT);
      harness.add(converted(90_000, 1));
      harness.add(reason(-1));
      clocks(harness, CLOSED_AT - 1);
      assertThat(harness.stateEntries()).isPositive();
      clocks(harness, CLOSED_AT);

      List<ConversionRow> rows = rows(harness.output());
      assertThat(harness.output()).extracting(r -> new String(r.key(), UTF_8)).hasSize(4);
      assertThat(harness.output().stream().map(r -> new String(r.key(), UTF_8)).distinct())
          .hasSize(1);
      assertThat(rows).extracting(ConversionRow::getVersion).containsExactly(0, 0, 1, 2);
      assertThat(rows)
          .extracting(ConversionRow::getStatus)
          .containsExactly(
              ConversionStatus.provisional,
              ConversionStatus.provisional,
              ConversionStatus.final$,
              ConversionStatus.final$);
      assertThat(rows).extracting(ConversionRow::getConverted).containsExactly(0L, 1L, 1L, 2L);
      assertThat(rows).extracting(ConversionRow::getPending).containsExactly(3L, 2L, 0L, 0L);
      assertThat(rows).extracting(ConversionRow::getDropped).containsExactly(0L, 0L, 2L, 1L);
      assertThat(rows.get(1).getRate()).isNull();
      assertThat(rows.get(1).getDropsByReason()).isEmpty();
      assertThat(rows.get(3).getRate()).isEqualTo(2 / 3.0);
      assertThat(rows.get(3).getDropsByReason()).isEqualTo(Map.of("~no_event", 1L));
      assertThat(harness.side(TabulateCohorts.FINALS))
          .extracting(news -> ((EdgeFinal) news).converted())
          .containsExactly(1L, 2L);
      assertThat(harness.stateEntries()).isZero();
      assertThat(harness.timers()).isZero();
    }
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  @Test
  void aRowThatWasPublishedAndTakenBackIsPublishedEmptyWithoutARate() throws Exception {
    try (Harness<CohortKey, TallyDelta, OutputRecord> harness = open()) {
      harness.add(entrants(1));
      clocks(harness, COMPLETE_AT);
      harness.add(entrants(-1));
      clocks(harness, COMPLETE_AT + MINUTE);
      List<ConversionRow> rows = rows(harness.output());
      assertThat(rows).extracting(ConversionRow::getEntrants).containsExactly(1L, 0L);
      assertThat(rows.get(1).getRate()).isNull();
      assertThat(rows.get(1).getVersion()).isEqualTo(2);
    }
  }

  @Test
  void aRowThatWasTakenBackBeforeAnyoneSawItIsNeverPublished() throws Exception {
    try (Harness<CohortKey, TallyDelta, OutputRecord> harness = open()) {
      harness.add(entrants(1));
      harness.add(entrants(-1));
      clocks(harness, CLOSED_AT);
      assertThat(harness.output()).isEmpty();
      assertThat(harness.stateEntries()).isZero();
    }
  }

  @Test
  void aChangeOfAClosedCohortIsCountedAndLeavesNoState() throws Exception {
    try (Harness<CohortKey, TallyDelta, OutputRecord> harness = open()) {
      clocks(harness, CLOSED_AT);
      harness.add(entrants(1));
      assertThat(harness.counted("numLateTallies")).isEqualTo(1);
      assertThat(harness.stateEntries()).isZero();
      assertThat(harness.timers()).isZero();
    }
  }

  @Test
  void whatWasClosedBeforeARestartStaysSo() throws Exception {
    OperatorSubtaskState state;
    try (Harness<CohortKey, TallyDelta, OutputRecord> killed = open()) {
      killed.add(entrants(1));
      clocks(killed, CLOSED_AT);
      state = killed.snapshot();
    }
    try (Harness<CohortKey, TallyDelta, OutputRecord> restored =
        Harness.of(new TabulateCohorts(Shop.NETWORK, Shop.OPTIONS), CohortKey::of, KEY, state)) {
      restored.add(converted(60_000, 1));
      assertThat(restored.counted("numLateTallies")).isEqualTo(1);
      assertThat(restored.stateEntries()).isZero();
      assertThat(restored.timers()).isZero();
    }
  }

  /** By their hashes, e is before a before b before d. */
  @ParameterizedTest
  @ValueSource(strings = {"a b e d a", "d e b a a", "e a a b d", "b d a e a"})
  void theValuesWithTheLeastHashAreTrackedInWhateverOrderTheyCome(String order) throws Exception {
    try (Harness<CohortKey, TallyDelta, OutputRecord> harness = open()) {
      for (String app : order.split(" ")) {
        harness.add(entrantOf(app, 1));
      }
      clocks(harness, COMPLETE_AT);
      assertThat(rows(harness.output()))
          .extracting(r -> r.getSegment() + "=" + r.getEntrants() + " " + r.getValueEntered())
          .containsExactlyInAnyOrder("e=1 125", "a=2 250", Dimension.OTHER + "=2 250");
      assertThat(harness.side(TabulateCohorts.FINALS)).isEmpty();
    }
  }

  @Test
  void theRowOfAValueThatLosesItsPlaceIsTakenBackByAnEmptyOne() throws Exception {
    try (Harness<CohortKey, TallyDelta, OutputRecord> harness = open()) {
      clocks(harness, START);
      harness.add(entrantOf("d", 5));
      harness.add(entrantOf("b", 3));
      clocks(harness, START + MINUTE);
      harness.add(entrantOf("a", 1));
      clocks(harness, START + 2 * MINUTE);
      clocks(harness, COMPLETE_AT);
      harness.add(entrantOf("e", 1));
      harness.add(entrantOf("b", 1));
      harness.add(entrantOf("d", -2));
      clocks(harness, COMPLETE_AT + MINUTE);
      assertThat(rows(harness.output()))
          .extracting(r -> r.getSegment() + " v" + r.getVersion() + "=" + r.getEntrants())
          .containsExactlyInAnyOrder(
              "d v0=5",
              "b v0=3",
              "d v0=0",
              "a v0=1",
              "~other v0=5",
              "b v1=3",
              "a v1=1",
              "~other v1=5",
              "b v2=0",
              "e v1=1",
              "~other v2=7");
      assertThat(harness.counted("numOtherSegmentTallies")).isEqualTo(2);
      clocks(harness, CLOSED_AT);
      assertThat(harness.stateEntries()).isZero();
    }
  }

  @Test
  void aValueThatIsCalledLikeTheOthersIsOneOfThem() throws Exception {
    try (Harness<CohortKey, TallyDelta, OutputRecord> harness = open()) {
      harness.add(entrantOf(Dimension.OTHER, 1));
      harness.add(entrantOf("b", 1));
      harness.add(entrantOf("d", 1));
      harness.add(entrantOf("a", 1));
      clocks(harness, COMPLETE_AT);
      assertThat(rows(harness.output()))
          .extracting(r -> r.getSegment() + "=" + r.getEntrants())
          .containsExactlyInAnyOrder("a=1", "b=1", Dimension.OTHER + "=2");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aKilledAndRestoredOperatorPublishesAsIfNothingHadHappened(long seed) throws Exception {
    List<TallyDelta> changes = new ArrayList<>();
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      int edge = random.nextInt(4);
      int dimension = random.nextInt(2) - 1;
      String segment = dimension < 0 ? "" : "app-" + random.nextInt(4);
      long cohort = START + random.nextInt(5) * MINUTE;
      changes.add(
          new TallyDelta(0, edge, dimension, segment, cohort, Measure.ENTRANT, 0, "", 1, 125));
      if (random.nextBoolean()) {
        long lag = random.nextInt(600_000);
        changes.add(
            new TallyDelta(
                0, edge, dimension, segment, cohort, Measure.CONVERTED, lag, "", 1, 125));
      }
    }
    List<OutputRecord> expected;
    try (Harness<CohortKey, TallyDelta, OutputRecord> undisturbed = open()) {
      feed(undisturbed, changes, 0, changes.size());
      clocks(undisturbed, Shop.LONG_OVER);
      expected = undisturbed.output();
    }
    int middle = random.nextInt(changes.size());
    List<OutputRecord> got = new ArrayList<>();
    OperatorSubtaskState state;
    try (Harness<CohortKey, TallyDelta, OutputRecord> killed = open()) {
      feed(killed, changes, 0, middle);
      state = killed.snapshot();
      got.addAll(killed.output());
    }
    try (Harness<CohortKey, TallyDelta, OutputRecord> restored =
        Harness.of(new TabulateCohorts(Shop.NETWORK, Shop.OPTIONS), CohortKey::of, KEY, state)) {
      feed(restored, changes, middle, changes.size());
      clocks(restored, Shop.LONG_OVER);
      got.addAll(restored.output());
      assertThat(restored.timers()).isZero();
      assertThat(restored.stateEntries()).isZero();
    }
    assertThat(got).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
  }

  private static final TypeInformation<CohortKey> KEY = TypeInformation.of(CohortKey.class);

  private static Harness<CohortKey, TallyDelta, OutputRecord> open() throws Exception {
    return Harness.of(new TabulateCohorts(Shop.NETWORK, Shop.OPTIONS), CohortKey::of, KEY, null);
  }

  private static void feed(
      Harness<CohortKey, TallyDelta, OutputRecord> harness,
      List<TallyDelta> changes,
      int from,
      int to)
      throws Exception {
    // A restored operator hears of the watermark again before anything else.
    clocks(harness, START + from * 2_000L);
    for (int i = from; i < to; i++) {
      harness.add(changes.get(i));
      clocks(harness, START + (i + 1) * 2_000L);
    }
  }

  /** Moves the clocks of all topics, and the watermark. */
  private static void clocks(Harness<CohortKey, TallyDelta, OutputRecord> harness, long time)
      throws Exception {
    for (int topic = 0; topic < Shop.NETWORK.topics().size(); topic++) {
      clock(harness, topic, time, false);
    }
    harness.watermark(time);
  }

  private static void clock(
      Harness<CohortKey, TallyDelta, OutputRecord> harness, int topic, long time, boolean idle)
      throws Exception {
    harness.add(new ClockMark(topic, 0, 1, time, idle, false).toTally(0));
  }

  private static List<ConversionRow> rows(List<OutputRecord> records) throws Exception {
    SingleObjectDecoder<ConversionRow> decoder = SingleObjectDecoder.of(ConversionRow.class);
    List<ConversionRow> rows = new ArrayList<>();
    for (OutputRecord output : records) {
      rows.add(decoder.decode(output.value()));
    }
    return rows;
  }

  private static TallyDelta entrants(long count) {
    return new TallyDelta(0, 0, -1, "", START, Measure.ENTRANT, 0, "", count, 125 * count);
  }

  private static TallyDelta entrantOf(String app, long count) {
    return new TallyDelta(0, 0, 0, app, START, Measure.ENTRANT, 0, "", count, 125 * count);
  }

  private static TallyDelta converted(long lag, long count) {
    return new TallyDelta(0, 0, -1, "", START, Measure.CONVERTED, lag, "", count, 125 * count);
  }

  private static TallyDelta reason(long count) {
    return new TallyDelta(0, 0, -1, "", START, Measure.REASON, 0, "~no_event", count, 0);
  }
}

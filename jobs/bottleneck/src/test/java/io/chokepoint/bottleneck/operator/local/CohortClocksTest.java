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
import io.chokepoint.domain.clock.TopicClock;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.journey.TallyDelta.Measure;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.schemas.SingleObjectDecoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * By which clocks the step visited → ordered is judged: by that of orders, whoever else is idle.
 */
class CohortClocksTest {
  private static final int VISITS = Shop.NETWORK.topicIndex("visits");
  private static final int ORDERS = Shop.NETWORK.topicIndex("orders");

  /** Cohort, horizon, skew and lateness of the step. */
  private static final long COMPLETE_AT = START + MINUTE + 10 * MINUTE + MINUTE + 5_000;

  private static final long CLOSED_AT = COMPLETE_AT + Shop.OPTIONS.retentionMillis();

  @Test
  void absenceIsNotEvidenceWhileTheTopicIsSilent() throws Exception {
    try (Harness<CohortKey, TallyDelta, OutputRecord> tables = open(null)) {
      clock(tables, VISITS, START, false);
      clock(tables, ORDERS, START, true);
      enter(tables, 3);
      clock(tables, VISITS, COMPLETE_AT + 10 * MINUTE, false);
      tables.watermark(COMPLETE_AT + 10 * MINUTE);
      enter(tables, 1);
      tables.watermark(COMPLETE_AT + 20 * MINUTE);
      assertThat(rows(tables)).extracting(ConversionRow::getStatus).containsOnly(PROVISIONAL);
      assertThat(rows(tables)).extracting(ConversionRow::getDropped).containsOnly(0L);
      assertThat(last(tables).getPending()).isEqualTo(4);
      assertThat(tables.side(TabulateCohorts.FINALS)).isEmpty();

      clock(tables, ORDERS, COMPLETE_AT - 1, false);
      assertThat(last(tables).getStatus()).isEqualTo(PROVISIONAL);
      convert(tables, 2);
      clock(tables, ORDERS, COMPLETE_AT, false);
      assertThat(last(tables).getStatus()).isEqualTo(ConversionStatus.final$);
      assertThat(last(tables).getVersion()).isEqualTo(1);
      assertThat(last(tables).getConverted()).isEqualTo(2);
      assertThat(last(tables).getDropped()).isEqualTo(2);
      assertThat(last(tables).getClock().toEpochMilli()).isEqualTo(COMPLETE_AT);
      assertThat(tables.side(TabulateCohorts.FINALS))
          .extracting(news -> ((EdgeFinal) news).converted())
          .containsExactly(2L);
    }
  }

  @Test
  void whatItsTopicNeverToldIsUnknownWhenTheRetentionIsOver() throws Exception {
    try (Harness<CohortKey, TallyDelta, OutputRecord> tables = open(null)) {
      clock(tables, VISITS, START, false);
      clock(tables, ORDERS, START + 5 * MINUTE, true);
      enter(tables, 5);
      convert(tables, 2);
      reason(tables, 3);
      clock(tables, VISITS, CLOSED_AT, false);
      tables.watermark(CLOSED_AT - 1);
      assertThat(last(tables).getStatus()).isEqualTo(PROVISIONAL);
      tables.watermark(CLOSED_AT);
      ConversionRow row = last(tables);
      assertThat(row.getStatus()).isEqualTo(ConversionStatus.final$);
      assertThat(row.getVersion()).isEqualTo(1);
      assertThat(row.getEntrants()).isEqualTo(5);
      assertThat(row.getConverted()).isEqualTo(2);
      assertThat(row.getUnknown()).isEqualTo(3);
      assertThat(row.getDropped()).isZero();
      assertThat(row.getPending()).isZero();
      assertThat(row.getDropsByReason()).isEmpty();
      assertThat(row.getRate()).isNull();
      assertThat(row.getClock().toEpochMilli()).isEqualTo(START + 5 * MINUTE);
      assertThat(tables.side(TabulateCohorts.FINALS)).isEmpty();
      assertThat(tables.stateEntries()).isZero();
      assertThat(tables.timers()).isZero();

      clock(tables, ORDERS, CLOSED_AT, false);
      assertThat(last(tables)).isEqualTo(row);
      convert(tables, 1);
      assertThat(tables.counted("numLateTallies")).isEqualTo(1);
    }
  }

  @Test
  void aTopicOfTheEntrantsThatIsIdleHoldsNobodyUpAndOneThatIsNotDoes() throws Exception {
    try (Harness<CohortKey, TallyDelta, OutputRecord> tables = open(null)) {
      clock(tables, VISITS, START + MINUTE, false);
      enter(tables, 3);
      clock(tables, ORDERS, COMPLETE_AT, false);
      tables.watermark(START + MINUTE);
      assertThat(rows(tables)).extracting(ConversionRow::getStatus).containsOnly(PROVISIONAL);
      clock(tables, VISITS, START + MINUTE, true);
      assertThat(last(tables).getVersion()).isEqualTo(1);
      assertThat(last(tables).getDropped()).isEqualTo(3);
    }
  }

  @Test
  void aCorrectionWaitsWhileATopicOfTheEntrantsCatchesUp() throws Exception {
    try (Harness<CohortKey, TallyDelta, OutputRecord> tables = open(null)) {
      clock(tables, VISITS, START, true);
      clock(tables, ORDERS, COMPLETE_AT, false);
      enter(tables, 1);
      tables.watermark(COMPLETE_AT);
      assertThat(last(tables).getVersion()).isEqualTo(1);

      clock(tables, VISITS, START, false);
      enter(tables, 4);
      tables.watermark(COMPLETE_AT + 5 * MINUTE);
      assertThat(last(tables).getVersion()).isEqualTo(1);
      convert(tables, 3);
      clock(tables, VISITS, COMPLETE_AT, false);
      tables.watermark(COMPLETE_AT + 6 * MINUTE);
      assertThat(last(tables).getVersion()).isEqualTo(2);
      assertThat(last(tables).getEntrants()).isEqualTo(5);
      assertThat(last(tables).getConverted()).isEqualTo(3);
      assertThat(last(tables).getDropped()).isEqualTo(2);
    }
  }

  @Test
  void aTableThatComesWhileATopicOfTheEntrantsCatchesUpIsJudgedOnceItHas() throws Exception {
    try (Harness<CohortKey, TallyDelta, OutputRecord> tables = open(null)) {
      clock(tables, ORDERS, COMPLETE_AT + MINUTE, false);
      clock(tables, VISITS, START, false);
      tables.watermark(COMPLETE_AT + MINUTE);
      enter(tables, 2);
      tables.watermark(COMPLETE_AT + 2 * MINUTE);
      assertThat(rows(tables)).extracting(ConversionRow::getStatus).containsOnly(PROVISIONAL);
      clock(tables, VISITS, START, true);
      assertThat(last(tables).getVersion()).isEqualTo(1);
    }
  }

  @Test
  void clocksSurviveARestoreAlsoThatOfATopicThatIsDeadByThen() throws Exception {
    OperatorSubtaskState state;
    try (Harness<CohortKey, TallyDelta, OutputRecord> killed = open(null)) {
      clock(killed, ORDERS, COMPLETE_AT + MINUTE, true);
      clock(killed, VISITS, START, false);
      enter(killed, 3);
      state = killed.snapshot();
      assertThat(killed.side(TabulateCohorts.FINALS)).isEmpty();
    }
    try (Harness<CohortKey, TallyDelta, OutputRecord> restored = open(state)) {
      clock(restored, ORDERS, TopicClock.UNKNOWN, true);
      clock(restored, VISITS, COMPLETE_AT - 1, false);
      restored.watermark(COMPLETE_AT - 1);
      assertThat(restored.side(TabulateCohorts.FINALS)).isEmpty();
      clock(restored, VISITS, COMPLETE_AT, false);
      assertThat(last(restored).getVersion()).isEqualTo(1);
      assertThat(last(restored).getDropped()).isEqualTo(3);
    }
  }

  @Test
  void whatWasDueBeforeTheRestoreButNotYetJudgedIsJudgedWithTheFirstWord() throws Exception {
    OperatorSubtaskState state;
    try (Harness<CohortKey, TallyDelta, OutputRecord> killed = open(null)) {
      clock(killed, VISITS, COMPLETE_AT, false);
      clock(killed, ORDERS, COMPLETE_AT, false);
      enter(killed, 3);
      state = killed.snapshot();
      assertThat(killed.output()).isEmpty();
    }
    try (Harness<CohortKey, TallyDelta, OutputRecord> restored = open(state)) {
      clock(restored, VISITS, TopicClock.UNKNOWN, true);
      assertThat(last(restored).getVersion()).isEqualTo(1);
    }
  }

  @Test
  void aCorrectionBeforeTheFirstWatermarkAfterARestoreDoesNotWaitForTheEndOfTheRetention()
      throws Exception {
    OperatorSubtaskState state;
    try (Harness<CohortKey, TallyDelta, OutputRecord> killed = open(null)) {
      clock(killed, VISITS, COMPLETE_AT, false);
      clock(killed, ORDERS, COMPLETE_AT, false);
      enter(killed, 3);
      killed.watermark(COMPLETE_AT);
      state = killed.snapshot();
      assertThat(last(killed).getVersion()).isEqualTo(1);
    }
    try (Harness<CohortKey, TallyDelta, OutputRecord> restored = open(state)) {
      convert(restored, 1);
      restored.watermark(COMPLETE_AT + MINUTE);
      assertThat(last(restored).getVersion()).isEqualTo(2);
      assertThat(last(restored).getConverted()).isEqualTo(1);
    }
  }

  /** Flink lets an idle source, and one that ended before a restart, not say that it has ended. */
  @Test
  void theEndOfAllIsTheEndOfEachTopicWhetherItsReadersSaySoOrNot() throws Exception {
    try (Harness<CohortKey, TallyDelta, OutputRecord> tables = open(null)) {
      clock(tables, VISITS, START, false);
      tables.add(new ClockMark(ORDERS, 0, 2, START, true, false).toTally(0));
      enter(tables, 3);
      convert(tables, 1);
      tables.watermark(Long.MAX_VALUE);
      assertThat(last(tables).getStatus()).isEqualTo(ConversionStatus.final$);
      assertThat(last(tables).getUnknown()).isZero();
      assertThat(last(tables).getDropped()).isEqualTo(2);
      assertThat(last(tables).getRate()).isEqualTo(1 / 3.0);
      assertThat(tables.stateEntries()).isZero();
      assertThat(tables.timers()).isZero();
    }
  }

  @Test
  void theClockOfRecordedEventsIsTheWatermark() throws Exception {
    try (Harness<CohortKey, TallyDelta, OutputRecord> tables =
        Harness.of(
            new TabulateCohorts(Shop.NETWORK, Shop.OPTIONS.forRecordedFiles()),
            CohortKey::of,
            KEY,
            null)) {
      enter(tables, 3);
      tables.watermark(COMPLETE_AT - 1);
      assertThat(tables.output()).isEmpty();
      tables.watermark(COMPLETE_AT);
      assertThat(last(tables).getVersion()).isEqualTo(1);
    }
  }

  private static final ConversionStatus PROVISIONAL = ConversionStatus.provisional;
  private static final TypeInformation<CohortKey> KEY = TypeInformation.of(CohortKey.class);

  private static Harness<CohortKey, TallyDelta, OutputRecord> open(
      @Nullable OperatorSubtaskState state) throws Exception {
    return Harness.of(new TabulateCohorts(Shop.NETWORK, Shop.OPTIONS), CohortKey::of, KEY, state);
  }

  private static void clock(
      Harness<CohortKey, TallyDelta, OutputRecord> tables, int topic, long time, boolean idle)
      throws Exception {
    tables.add(new ClockMark(topic, 0, 1, time, idle, false).toTally(0));
  }

  private static void enter(Harness<CohortKey, TallyDelta, OutputRecord> tables, long count)
      throws Exception {
    tables.add(new TallyDelta(0, 0, -1, "", START, Measure.ENTRANT, 0, "", count, 0));
  }

  private static void convert(Harness<CohortKey, TallyDelta, OutputRecord> tables, long count)
      throws Exception {
    tables.add(new TallyDelta(0, 0, -1, "", START, Measure.CONVERTED, 60_000, "", count, 0));
  }

  private static void reason(Harness<CohortKey, TallyDelta, OutputRecord> tables, long count)
      throws Exception {
    tables.add(new TallyDelta(0, 0, -1, "", START, Measure.REASON, 0, "~no_event", count, 0));
  }

  private static List<ConversionRow> rows(Harness<CohortKey, TallyDelta, OutputRecord> tables)
      throws Exception {
    SingleObjectDecoder<ConversionRow> decoder = SingleObjectDecoder.of(ConversionRow.class);
    List<ConversionRow> rows = new ArrayList<>();
    for (OutputRecord output : tables.output()) {
      rows.add(decoder.decode(output.value()));
    }
    return rows;
  }

  private static ConversionRow last(Harness<CohortKey, TallyDelta, OutputRecord> tables)
      throws Exception {
    List<ConversionRow> rows = rows(tables);
    assertThat(rows).isNotEmpty();
    return rows.get(rows.size() - 1);
  }
}

package io.chokepoint.bottleneck.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.operator.Shop;
import io.chokepoint.bottleneck.operator.local.KeyGroupCover;
import io.chokepoint.bottleneck.operator.local.TabulateCohorts;
import io.chokepoint.bottleneck.record.ClockMark;
import io.chokepoint.bottleneck.record.CohortKey;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.OutputRecordSerializer;
import io.chokepoint.domain.clock.TopicClock;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.journey.TallyDelta.Measure;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cohorts that wait for a clock, and the clock, come through a change of parallelism. */
class RescaledCohortsTest {
  private static final int COHORTS = 60;
  private static final int ORDERS = Shop.NETWORK.topicIndex("orders");

  /** Every cohort is complete by then, and none is forgotten. */
  private static final long DUE = Shop.START + (COHORTS + 20) * Shop.MINUTE;

  @ParameterizedTest
  @CsvSource({"2, 5, false", "5, 2, false", "1, 3, true", "3, 1, true"})
  void everyWaitingCohortIsFoundAgainAndJudgedOnce(int before, int after, boolean rocksDb)
      throws Exception {
    OperatorSubtaskState state;
    try (Subtasks<TallyDelta, OutputRecord> tables = open(before, rocksDb, null)) {
      // The topic of the step is far enough, and will never be heard of again; the other is not.
      clock(tables, before, ORDERS, DUE, true);
      clock(tables, before, Shop.NETWORK.topicIndex("visits"), Shop.START, false);
      for (int cohort = 0; cohort < COHORTS; cohort++) {
        long start = Shop.START + cohort * Shop.MINUTE;
        tables.send(new TallyDelta(0, 0, -1, "", start, Measure.ENTRANT, 0, "", 2, 0));
      }
      assertThat(rows(tables)).isEmpty();
      state = tables.snapshot();
    }
    try (Subtasks<TallyDelta, OutputRecord> tables = open(after, rocksDb, state)) {
      clock(tables, before, ORDERS, TopicClock.UNKNOWN, true);
      assertThat(rows(tables)).isEmpty();
      clock(tables, before, Shop.NETWORK.topicIndex("visits"), DUE, false);
      assertThat(rows(tables))
          .hasSize(COHORTS)
          .allSatisfy(
              row -> {
                assertThat(row.getStatus()).isEqualTo(ConversionStatus.final$);
                assertThat(row.getVersion()).isEqualTo(1);
                assertThat(row.getDropped()).isEqualTo(2);
              })
          .extracting(ConversionRow::getCohortStart)
          .doesNotHaveDuplicates();
      tables.watermark(Watermark.MAX_WATERMARK);
      assertThat(rows(tables)).isEmpty();
      assertThat(tables.left("progress", "cells", "tracked")).isEmpty();
    }
  }

  private static Subtasks<TallyDelta, OutputRecord> open(
      int parallelism, boolean rocksDb, @Nullable OperatorSubtaskState from) throws Exception {
    Supplier<StateBackend> backend =
        rocksDb ? EmbeddedRocksDBStateBackend::new : HashMapStateBackend::new;
    return Subtasks.keyed(
        parallelism,
        () -> new TabulateCohorts(Shop.NETWORK, Shop.OPTIONS),
        CohortKey::of,
        TypeInformation.of(CohortKey.class),
        OutputRecordSerializer.INSTANCE,
        backend,
        from);
  }

  /** Word of each of the subtasks before, to every subtask. */
  private static void clock(
      Subtasks<TallyDelta, OutputRecord> tables, int reporters, int topic, long time, boolean idle)
      throws Exception {
    for (int reporter = 0; reporter < reporters; reporter++) {
      ClockMark mark = new ClockMark(topic, reporter, reporters, time, idle, false);
      for (long number : KeyGroupCover.numbers(Subtasks.MAX_PARALLELISM, reporters)) {
        tables.send(mark.toTally(number));
      }
    }
  }

  private static List<ConversionRow> rows(Subtasks<TallyDelta, OutputRecord> tables)
      throws Exception {
    List<OutputRecord> published = new ArrayList<>();
    tables.take().forEach(published::addAll);
    return PublishedRows.of(published);
  }
}

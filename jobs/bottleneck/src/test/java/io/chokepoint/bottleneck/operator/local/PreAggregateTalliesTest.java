package io.chokepoint.bottleneck.operator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.RowDetail;
import io.chokepoint.domain.conversion.LagBins;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.journey.TallyDelta.Measure;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreAggregateTalliesTest {
  private static final long HORIZON = 600_000;

  private static final Network NETWORK =
      NetworkFile.parse(
          "two.yaml",
          """
          network: two
          topics: {a: {}, b: {}}
          paths:
            - name: path
              key: id
              cohort: 1m
              stages:
                - {name: first, layer: x, topic: a}
                - {name: second, layer: x, topic: b, within: 10m}
          """);

  @Test
  void sumsArePassedOnBeforeTheWatermark() throws Exception {
    try (OneInputStreamOperatorTestHarness<TallyDelta, TallyDelta> harness = open(true)) {
      harness.processElement(entrants(0, 1, 10), 0);
      harness.processElement(entrants(0, 1, 20), 0);
      harness.processElement(entrants(60_000, 1, 5), 0);
      harness.processElement(entrants(60_000, -1, -5), 0);
      assertThat(harness.getOutput()).isEmpty();
      harness.processWatermark(7);
      assertThat(harness.getOutput())
          .containsExactly(new StreamRecord<>(entrants(0, 2, 30)), new Watermark(7));
      harness.processWatermark(8);
      assertThat(harness.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void sumsArePassedOnBeforeACheckpointSoThatNothingIsKept() throws Exception {
    OperatorSubtaskState state;
    try (OneInputStreamOperatorTestHarness<TallyDelta, TallyDelta> harness = open(true)) {
      harness.processElement(entrants(0, 1, 10), 0);
      harness.prepareSnapshotPreBarrier(1);
      assertThat(harness.extractOutputValues()).containsExactly(entrants(0, 1, 10));
      state = harness.snapshot(1, 1);
      assertThat(state.hasState()).isFalse();
    }
    try (OneInputStreamOperatorTestHarness<TallyDelta, TallyDelta> restored =
        new OneInputStreamOperatorTestHarness<>(new PreAggregateTallies(NETWORK, options(true)))) {
      restored.initializeState(state);
      restored.open();
      restored.processWatermark(9);
      assertThat(restored.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void sumsArePassedOnAtTheEndOfTheInput() throws Exception {
    try (OneInputStreamOperatorTestHarness<TallyDelta, TallyDelta> harness = open(true)) {
      harness.processElement(entrants(0, 1, 10), 0);
      harness.getOneInputOperator().finish();
      assertThat(harness.extractOutputValues()).containsExactly(entrants(0, 1, 10));
    }
  }

  @Test
  void aFullTableIsPassedOnAtOnce() throws Exception {
    try (OneInputStreamOperatorTestHarness<TallyDelta, TallyDelta> harness = open(true)) {
      for (int i = 0; i < 50_000; i++) {
        harness.processElement(entrants(60_000L * i, 1, 0), 0);
      }
      assertThat(harness.extractOutputValues()).hasSize(40_000);
      harness.processWatermark(1);
      assertThat(harness.extractOutputValues()).hasSize(50_000);
    }
  }

  @Test
  void nothingIsLostWhateverIsSummed() throws Exception {
    Random random = new Random(4);
    Map<List<Object>, Long> expected = new HashMap<>();
    Map<List<Object>, Long> got = new HashMap<>();
    try (OneInputStreamOperatorTestHarness<TallyDelta, TallyDelta> harness = open(true)) {
      for (int i = 0; i < 3_000; i++) {
        TallyDelta delta =
            new TallyDelta(
                0,
                random.nextInt(2),
                -1,
                "",
                60_000L * random.nextInt(3),
                Measure.CONVERTED,
                random.nextInt(20),
                "",
                random.nextInt(3) - 1,
                random.nextInt(100) - 50);
        sum(expected, delta);
        harness.processElement(delta, 0);
        if (random.nextInt(50) == 0) {
          harness.processWatermark(i);
        }
      }
      harness.processWatermark(3_000);
      harness.extractOutputValues().forEach(delta -> sum(got, delta));
    }
    expected.values().removeIf(v -> v == 0);
    got.values().removeIf(v -> v == 0);
    assertThat(got).isEqualTo(expected);
  }

  private static void sum(Map<List<Object>, Long> sums, TallyDelta delta) {
    List<Object> cell = List.of(delta.edge(), delta.cohortStart(), delta.lag());
    sums.merge(with(cell, "count"), delta.count(), Long::sum);
    sums.merge(with(cell, "value"), delta.value(), Long::sum);
  }

  private static List<Object> with(List<Object> cell, String what) {
    return List.of(cell, what);
  }

  /** Another sender's watermark may come between any two of the sums. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whereverTheSumsAreCutNoMoreHaveConvertedThanHaveEntered(long seed) throws Exception {
    Random random = new Random(seed);
    long[] entered = new long[3];
    List<List<Long>> lags = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (OneInputStreamOperatorTestHarness<TallyDelta, TallyDelta> harness = open(true)) {
      for (int i = 0; i < 2_000; i++) {
        int cohort = random.nextInt(3);
        List<Long> converted = lags.get(cohort);
        long start = 60_000L * cohort;
        if (random.nextBoolean() && entered[cohort] > converted.size()) {
          converted.add((long) random.nextInt(20));
          harness.processElement(converted(start, converted.get(converted.size() - 1), 1), 0);
        } else if (random.nextInt(3) == 0 && !converted.isEmpty()) {
          long lag = converted.remove(random.nextInt(converted.size()));
          harness.processElement(converted(start, lag, -1), 0);
          harness.processElement(entrants(start, -1, 0), 0);
          entered[cohort]--;
        } else {
          harness.processElement(entrants(start, 1, 0), 0);
          entered[cohort]++;
        }
        if (random.nextInt(100) == 0) {
          harness.processWatermark(i);
        }
      }
      harness.processWatermark(2_000);
      Map<Long, Long> open = new HashMap<>();
      for (TallyDelta delta : harness.extractOutputValues()) {
        long sign = delta.measure() == Measure.ENTRANT ? 1 : -1;
        assertThat(open.merge(delta.cohortStart(), sign * delta.count(), Long::sum))
            .isNotNegative();
      }
    }
  }

  private static TallyDelta converted(long cohortStart, long lag, long count) {
    return new TallyDelta(0, 0, -1, "", cohortStart, Measure.CONVERTED, lag, "", count, 0);
  }

  @Test
  void lagsBecomeBinsUnlessTheyAreToBeExact() throws Exception {
    LagBins bins = new LagBins(HORIZON);
    TallyDelta one = converted(12_345);
    TallyDelta other = converted(12_346);
    try (OneInputStreamOperatorTestHarness<TallyDelta, TallyDelta> binned = open(false);
        OneInputStreamOperatorTestHarness<TallyDelta, TallyDelta> exact = open(true)) {
      for (TallyDelta delta : List.of(one, other)) {
        binned.processElement(delta, 0);
        exact.processElement(delta, 0);
      }
      binned.processWatermark(1);
      exact.processWatermark(1);
      assertThat(binned.extractOutputValues())
          .singleElement()
          .satisfies(
              sum -> {
                assertThat(sum.count()).isEqualTo(2);
                assertThat(sum.lag()).isEqualTo(bins.upperMillis(bins.binOf(12_345)));
              });
      assertThat(exact.extractOutputValues()).containsExactlyInAnyOrder(one, other);
    }
  }

  @Test
  void aSumThatWouldLeaveTheRangeIsSentInParts() throws Exception {
    try (OneInputStreamOperatorTestHarness<TallyDelta, TallyDelta> harness = open(true)) {
      harness.processElement(entrants(0, 1, Long.MAX_VALUE), 0);
      harness.processElement(entrants(0, 1, 5), 0);
      harness.processWatermark(1);
      assertThat(harness.extractOutputValues())
          .containsExactly(entrants(0, 1, Long.MAX_VALUE), entrants(0, 1, 5));
    }
  }

  @Test
  void lagsAreExactOnlyWhereTheirRowsArePublished() throws Exception {
    PipelineOptions totals = options(true).with(RowDetail.TOTALS);
    try (OneInputStreamOperatorTestHarness<TallyDelta, TallyDelta> harness = open(totals)) {
      harness.processElement(converted(7), 0);
      harness.processWatermark(1);
      assertThat(harness.extractOutputValues()).containsExactly(converted(7));
    }
    PipelineOptions none = options(true).with(RowDetail.NONE);
    try (OneInputStreamOperatorTestHarness<TallyDelta, TallyDelta> harness = open(none)) {
      harness.processElement(converted(7), 0);
      harness.processWatermark(1);
      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(delta -> assertThat(delta.lag()).isGreaterThan(7));
    }
  }

  private static PipelineOptions options(boolean exactLags) {
    return new PipelineOptions(60_000, 16, 100, 0, exactLags, 60_000, false);
  }

  private static OneInputStreamOperatorTestHarness<TallyDelta, TallyDelta> open(boolean exactLags)
      throws Exception {
    return open(options(exactLags));
  }

  private static OneInputStreamOperatorTestHarness<TallyDelta, TallyDelta> open(
      PipelineOptions options) throws Exception {
    OneInputStreamOperatorTestHarness<TallyDelta, TallyDelta> harness =
        new OneInputStreamOperatorTestHarness<>(new PreAggregateTallies(NETWORK, options));
    harness.open();
    return harness;
  }

  private static TallyDelta entrants(long cohort, long count, long value) {
    return new TallyDelta(0, 0, -1, "", cohort, Measure.ENTRANT, 0, "", count, value);
  }

  private static TallyDelta converted(long lag) {
    return new TallyDelta(0, 0, -1, "", 0, Measure.CONVERTED, lag, "", 1, 0);
  }
}

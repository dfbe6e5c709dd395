package io.chokepoint.domain.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.journey.TallyDelta.Measure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TallySumsTest {
  private static final int ROOM = 200;

  /** What is counted, as a map has it: all of a change but how much it is. */
  private record Cell(
      int path,
      int edge,
      int dimension,
      String segment,
      long cohort,
      Measure measure,
      long bucket,
      String reason) {
    static Cell of(TallyDelta change, long bucket) {
      return new Cell(
          change.path(),
          change.edge(),
          change.dimension(),
          change.segment(),
          change.cohortStart(),
          change.measure(),
          bucket,
          change.reason());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void sumsAreThoseOfAMapHoweverOftenTheTableIsDrained(long seed) {
    Random random = new Random(seed);
    Map<Cell, List<Long>> expected = new HashMap<>();
    List<TallyDelta> told = new ArrayList<>();
    TallySums sums = new TallySums(ROOM);
    for (int i = 0; i < 20_000; i++) {
      TallyDelta change = change(random);
      long bucket = random.nextInt(3);
      add(expected, Cell.of(change, bucket), change);
      if (sums.isFull() || random.nextInt(1_000) == 0) {
        sums.drain(told::add);
      }
      sums.add(change, bucket, told::add);
    }
    sums.drain(told::add);
    sums.drain(told::add);

    Map<Cell, List<Long>> got = new HashMap<>();
    told.forEach(change -> add(got, Cell.of(change, change.lag()), change));
    expected.values().removeIf(sum -> sum.equals(List.of(0L, 0L)));
    got.values().removeIf(sum -> sum.equals(List.of(0L, 0L)));
    assertThat(got).isEqualTo(expected);
  }

  private static void add(Map<Cell, List<Long>> sums, Cell cell, TallyDelta change) {
    sums.merge(
        cell,
        List.of(change.count(), change.value()),
        (a, b) -> List.of(a.get(0) + b.get(0), Math.addExact(a.get(1), b.get(1))));
  }

  private static TallyDelta change(Random random) {
    Measure[] measures = {Measure.ENTRANT, Measure.CONVERTED, Measure.REASON, Measure.REFUSED};
    return new TallyDelta(
        random.nextInt(2),
        random.nextInt(3),
        random.nextInt(2) - 1,
        List.of("", "eu", "us").get(random.nextInt(3)),
        60_000L * random.nextInt(2),
        measures[random.nextInt(measures.length)],
        random.nextInt(100),
        List.of("", "timeout").get(random.nextInt(2)),
        random.nextInt(3) - 1,
        random.nextInt(100) - 50);
  }
}

package io.chokepoint.domain.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.journey.TallyDelta.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CellNewsTest {
  private static final LagBins BINS = new LagBins(60_000);

  @Test
  void eachBinIsToldOnceWithWhatCameBeforeIt() {
    CohortCell cell = new CohortCell();
    cell.add(delta(Measure.ENTRANT, 0, "", 10, 700));
    cell.add(delta(Measure.CONVERTED, 10, "", 3, 0));
    cell.add(delta(Measure.CONVERTED, 60_000, "", 2, 0));
    CellNews first = told(cell.tell(BINS, 0, 2));
    assertThat(first.entrants()).isEqualTo(10);
    assertThat(first.value()).isEqualTo(700);
    assertThat(first.convertedBefore()).isZero();
    assertThat(first.converted()).containsExactly(3, 0);
    CellNews last = told(cell.tell(BINS, 2, BINS.count()));
    assertThat(last.convertedBefore()).isEqualTo(3);
    assertThat(last.converted()).hasSize(BINS.count() - 2).endsWith(2);
    assertThat(last.amended()).isZero();
  }

  @Test
  void nothingIsToldWhereAllHadConvertedAndNothingChanged() {
    CohortCell cell = new CohortCell();
    assertThat(cell.tell(BINS, 0, 1)).isNull();
    cell.add(delta(Measure.ENTRANT, 0, "", 2, 0));
    cell.add(delta(Measure.CONVERTED, 5, "", 2, 0));
    assertThat(cell.tell(BINS, 0, 1)).isNotNull();
    assertThat(cell.tell(BINS, 1, 2)).isNull();
    assertThat(cell.tell(BINS, 2, 2)).isNull();
    assertThat(cell.isAmended()).isFalse();
  }

  @Test
  void anEntrantOfWhomNothingIsHeardIsToldWithEveryBin() {
    CohortCell cell = new CohortCell();
    cell.add(delta(Measure.ENTRANT, 0, "", 1, 0));
    for (int bin = 0; bin < BINS.count(); bin++) {
      assertThat(told(cell.tell(BINS, bin, bin + 1)).converted()).containsExactly(0);
    }
  }

  @Test
  void aRefusalHoldsFromItsLagOnUntilTheConversion() {
    CohortCell cell = new CohortCell();
    long lag = BINS.upperMillis(5);
    long end = BINS.upperMillis(9);
    cell.add(delta(Measure.ENTRANT, 0, "", 1, 0));
    cell.add(delta(Measure.REFUSED, lag, "busy", 1, 0));
    cell.add(delta(Measure.REFUSED, end, "busy", -1, 0));
    cell.add(delta(Measure.CONVERTED, end, "", 1, 0));
    assertThat(told(cell.tell(BINS, 0, 5)).refusals()).isEmpty();
    assertThat(told(cell.tell(BINS, 5, 6)).refusals()).isEqualTo(Map.of("busy", 1L));
    assertThat(told(cell.tell(BINS, 6, 9)).refusals()).isEmpty();
    assertThat(told(cell.tell(BINS, 9, 10)).refusals()).isEqualTo(Map.of("busy", -1L));
  }

  /** In any order of changes, tellings and moves, also through bytes. */
  @Test
  void allThatWasToldAddsUpToWhatIsThere() {
    for (long seed = 1; seed <= 500; seed++) {
      Random random = new Random(seed);
      Table table = new Table();
      int toldBins = 0;
      for (int i = 0; i < 60; i++) {
        long told = toldBins == 0 ? CohortCell.NOTHING_TOLD : BINS.upperMillis(toldBins - 1);
        switch (random.nextInt(8)) {
          case 0 -> {
            int to = Math.min(BINS.count(), toldBins + random.nextInt(4));
            table.tell(toldBins, to);
            toldBins = to;
          }
          case 1 -> {
            if (random.nextInt(5) == 0 && !table.first.hasMoved()) {
              table.first.moveTo(table.second, told);
            }
          }
          case 2 -> table.throughBytes();
          default -> table.change(random, told);
        }
      }
      table.tell(toldBins, BINS.count());
      table.assertToldAll("seed " + seed);
    }
  }

  /** Two cells of one table, and what was told of each. */
  private static final class Table {
    private CohortCell first = new CohortCell();
    private CohortCell second = new CohortCell();
    private final Heard ofFirst = new Heard();
    private final Heard ofSecond = new Heard();
    private final TreeMap<String, Long> refused = new TreeMap<>();

    /** Conversions that can be taken back from the second cell. */
    private final List<Long> lags = new ArrayList<>();

    /** Some of the entrants are always at risk. */
    Table() {
      first.add(delta(Measure.ENTRANT, 0, "", 1_000, 0));
      second.add(delta(Measure.ENTRANT, 0, "", 1_000, 0));
    }

    void change(Random random, long told) {
      CohortCell cell = random.nextBoolean() || first.hasMoved() ? second : first;
      long count = random.nextInt(4) == 0 ? -1 : 1;
      long lag = random.nextInt(60_001);
      switch (random.nextInt(3)) {
        case 0 -> cell.add(delta(Measure.ENTRANT, 0, "", count, 10 * count), told);
        case 1 -> {
          if (count > 0) {
            cell.add(delta(Measure.CONVERTED, lag, "", 1, 0), told);
            if (cell.equals(second)) {
              lags.add(lag);
            }
          } else if (!lags.isEmpty()) {
            long back = lags.remove(lags.size() - 1);
            second.add(delta(Measure.CONVERTED, back, "", -1, 0), told);
          }
        }
        default -> {
          String reason = "r" + random.nextInt(3);
          refused.merge(reason, count, CellNewsTest::sum);
          cell.add(delta(Measure.REFUSED, lag, reason, count, 0), told);
        }
      }
    }

    void tell(int from, int to) {
      ofFirst.hear(first.tell(BINS, from, to));
      ofSecond.hear(second.tell(BINS, from, to));
    }

    void throughBytes() {
      first = CohortCell.unpack(first.pack(new Packing.Writer()), new Packing.Reader());
      second = CohortCell.unpack(second.pack(new Packing.Writer()), new Packing.Reader());
    }

    void assertToldAll(String seed) {
      assertThat(ofFirst.entrants).as(seed).isEqualTo(first.entrants());
      assertThat(ofSecond.entrants).as(seed).isEqualTo(second.entrants());
      assertThat(ofFirst.value + ofSecond.value)
          .as(seed)
          .isEqualTo(first.valueEntered() + second.valueEntered());
      assertThat(ofFirst.converted).as(seed).isEqualTo(first.converted());
      assertThat(ofSecond.converted).as(seed).isEqualTo(second.converted());
      TreeMap<String, Long> heard = new TreeMap<>(ofFirst.refusals);
      ofSecond.refusals.forEach((reason, n) -> heard.merge(reason, n, CellNewsTest::sum));
      assertThat(heard).as(seed).isEqualTo(refused);
    }
  }

  private static final class Heard {
    private long entrants;
    private long value;
    private long converted;
    private final TreeMap<String, Long> refusals = new TreeMap<>();

    void hear(@Nullable CellNews news) {
      if (news != null) {
        assertThat(news.convertedBefore() - news.amended()).isEqualTo(converted);
        entrants = news.entrants();
        value = news.value();
        converted = news.convertedBefore();
        for (long inBin : news.converted()) {
          converted += inBin;
        }
        news.refusals().forEach((reason, n) -> refusals.merge(reason, n, CellNewsTest::sum));
      }
    }
  }

  @SuppressWarnings("NullAway") // a merge to null removes the entry
  private static Long sum(Long a, Long b) {
    return a + b == 0 ? null : Long.valueOf(a + b);
  }

  private static CellNews told(@Nullable CellNews news) {
    if (news == null) {
      throw new AssertionError("nothing was told");
    }
    return news;
  }

  private static TallyDelta delta(
      Measure measure, long lag, String reason, long count, long value) {
    return new TallyDelta(0, 0, -1, "", 0, measure, lag, reason, count, value);
  }
}

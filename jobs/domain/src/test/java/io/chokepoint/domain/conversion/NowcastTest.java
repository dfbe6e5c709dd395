package io.chokepoint.domain.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class NowcastTest {
  private static final double ROUNDING = 1e-12;
  private static final double[] BASELINE = {0.2, 0.5, 0.25};

  @Test
  void whatIsCompleteIsCarriedOnWithTheBaseline() {
    LifeTable young = new LifeTable(3);
    young.addCohort(0, 100, 0, new long[] {10});
    Nowcast nowcast = nowcast(young, BASELINE);
    assertThat(nowcast.rate().rate()).isCloseTo(1 - 0.9 * 0.5 * 0.75, within(ROUNDING));
    assertThat(nowcast.conversions()).isCloseTo(10 + 90 * (1 - 0.5 * 0.75), within(1e-9));
    assertThat(Nowcast.conversions(100, 10, 1, BASELINE).orElseThrow())
        .isCloseTo(nowcast.conversions(), within(1e-9));
  }

  @Test
  void itsIntervalIsThatOfTheObservedPart() {
    LifeTable young = new LifeTable(3);
    young.addCohort(0, 100, 0, new long[] {10});
    Interval seen = Interval.wilson(10, 100);
    Interval rate = nowcast(young, BASELINE).rate();
    assertThat(rate.low()).isCloseTo(1 - (1 - seen.low()) * 0.375, within(ROUNDING));
    assertThat(rate.high()).isCloseTo(1 - (1 - seen.high()) * 0.375, within(ROUNDING));
  }

  @Test
  void withAllBinsCompleteItIsTheLifeTable() {
    LifeTable table = new LifeTable(3);
    table.addCohort(0, 100, 0, new long[] {10, 30, 20});
    double[] nothingIsKnown = {Double.NaN, Double.NaN, Double.NaN};
    assertThat(nowcast(table, nothingIsKnown).rate()).isEqualTo(table.conversion(3));
  }

  @Test
  void cohortsOfDifferentAgesShareOneTable() {
    LifeTable table = new LifeTable(3);
    table.addCohort(0, 40, 0, new long[] {4, 18});
    table.addCohort(0, 60, 0, new long[] {6});
    Nowcast nowcast = nowcast(table, BASELINE);
    assertThat(nowcast.entrants()).isEqualTo(100);
    assertThat(nowcast.rate().rate()).isCloseTo(1 - 0.9 * 0.5 * 0.75, within(ROUNDING));
  }

  @Test
  void ofNobodyItIsAbsent() {
    assertThat(Nowcast.of(new LifeTable(3), BASELINE)).isNull();
    assertThat(Nowcast.conversions(0, 0, 0, BASELINE)).hasValue(0);
  }

  @Test
  void anUnknownHazardMakesItAbsentUnlessNobodyGetsThere() {
    double[] unknownAtTheEnd = {0.2, 0.5, Double.NaN};
    LifeTable young = new LifeTable(3);
    young.addCohort(0, 100, 0, new long[] {10});
    assertThat(Nowcast.of(young, unknownAtTheEnd)).isNull();
    assertThat(Nowcast.conversions(100, 10, 1, unknownAtTheEnd)).isEmpty();
    LifeTable older = new LifeTable(3);
    older.add(2, 50, 10);
    assertThat(nowcast(older, unknownAtTheEnd).rate().rate())
        .isCloseTo(1 - 0.8 * 0.5 * 0.8, within(ROUNDING));
    LifeTable all = new LifeTable(3);
    all.addCohort(0, 100, 0, new long[] {100});
    assertThat(nowcast(all, unknownAtTheEnd).rate().rate()).isEqualTo(1);
    assertThat(Nowcast.conversions(100, 100, 1, unknownAtTheEnd)).hasValue(100);
  }

  @Test
  void noneAndAllStayWithinZeroAndOne() {
    LifeTable none = new LifeTable(3);
    none.addCohort(0, 100, 0, new long[] {0, 0});
    Interval rate = nowcast(none, new double[] {0.2, 0.5, 0}).rate();
    assertThat(rate.rate()).isZero();
    assertThat(rate.low()).isZero();
    assertThat(rate.high()).isCloseTo(Interval.wilson(0, 100).high(), within(ROUNDING));
    assertThat(nowcast(none, new double[] {0.2, 0.5, 1}).rate()).isEqualTo(new Interval(1, 1, 1));
  }

  @Test
  void whatFitsNoTableIsRefused() {
    LifeTable table = new LifeTable(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Nowcast.of(table, new double[2]))
        .withMessage("a baseline of 2 bins does not carry on a table of 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Nowcast.of(table, new double[] {0.1, 1.5, 0.1}))
        .withMessage("a hazard lies in [0, 1], 1.5 does not");
    assertThatIllegalArgumentException().isThrownBy(() -> Nowcast.conversions(3, 4, 0, BASELINE));
  }

  private static Nowcast nowcast(LifeTable table, double[] baseline) {
    return Objects.requireNonNull(Nowcast.of(table, baseline));
  }
}

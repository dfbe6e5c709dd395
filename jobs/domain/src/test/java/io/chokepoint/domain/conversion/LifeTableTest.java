package io.chokepoint.domain.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LifeTableTest {
  private static final double ROUNDING = 1e-12;

  @Test
  void nothingAtRiskIsAbsentAndNeitherZeroNorNan() {
    LifeTable table = new LifeTable(3);
    assertThat(table.hazard(0)).isEmpty();
    assertThat(table.conversion(1)).isNull();
    assertThat(table.variance(3)).isEmpty();
    table.add(0, 10, 4);
    assertThat(table.conversion(1)).isNotNull();
    assertThat(table.conversion(2)).isNull();
    table.add(2, 3, 1);
    assertThat(table.hazard(2)).hasValue(1 / 3.0);
    assertThat(table.conversion(3)).as("the bin between is unknown").isNull();
  }

  @Test
  void onceAllHaveConvertedNothingNeedsToBeAtRisk() {
    LifeTable table = new LifeTable(3);
    table.addCohort(0, 8, 0, new long[] {3, 5, 0});
    assertThat(table.atRisk(2)).isZero();
    assertThat(table.hazard(2)).isEmpty();
    Interval all = conversion(table, 3);
    Interval wilson = Interval.wilson(8, 8);
    assertThat(all.rate()).isEqualTo(1);
    assertThat(all.low()).isCloseTo(wilson.low(), within(ROUNDING));
    assertThat(all.high()).isEqualTo(1);
    assertThat(table.variance(3)).hasValue(0);
  }

  @Test
  void withoutConversionsTheIntervalIsThatOfTheFewestAtRisk() {
    LifeTable table = new LifeTable(2);
    table.add(0, 50, 0);
    table.add(1, 20, 0);
    Interval none = conversion(table, 2);
    assertThat(none.rate()).isZero();
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(Interval.wilson(0, 20).high(), within(ROUNDING));
    assertThat(conversion(table, 1).high())
        .isCloseTo(Interval.wilson(0, 50).high(), within(ROUNDING));
  }

  @Test
  void aCohortWithAllBinsCompleteIsAProportion() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      long[] converted = new long[1 + random.nextInt(25)];
      long left = 1L + random.nextInt(300);
      final long entrants = left;
      for (int bin = 0; bin < converted.length; bin++) {
        converted[bin] = random.nextInt((int) Math.min(left, 20) + 1);
        left -= converted[bin];
      }
      LifeTable table = new LifeTable(converted.length);
      table.addCohort(0, entrants, 0, converted);
      Interval life = conversion(table, converted.length);
      Interval wilson = Interval.wilson(entrants - left, entrants);
      assertThat(life.rate()).isCloseTo(wilson.rate(), within(ROUNDING));
      assertThat(life.low()).isCloseTo(wilson.low(), within(ROUNDING));
      assertThat(life.high()).isCloseTo(wilson.high(), within(ROUNDING));
      double p = wilson.rate();
      assertThat(table.variance(converted.length).orElseThrow())
          .isCloseTo(p * (1 - p) / entrants, within(ROUNDING));
    }
  }

  @Test
  void dispersionIsAsFewerEntrants() {
    LifeTable table = new LifeTable(2);
    table.addCohort(0, 400, 0, new long[] {100, 100});
    Interval batched = Objects.requireNonNull(table.conversion(2, 4));
    assertThat(batched.low()).isCloseTo(Interval.wilson(50, 100).low(), within(ROUNDING));
    assertThat(batched.high()).isCloseTo(Interval.wilson(50, 100).high(), within(ROUNDING));
  }

  @Test
  void tablesAddUpInAnyOrderAndGrouping() {
    Random random = new Random(5);
    LifeTable oneByOne = new LifeTable(25);
    LifeTable[] parts = {new LifeTable(25), new LifeTable(25), new LifeTable(25)};
    for (int i = 0; i < 300; i++) {
      int bin = random.nextInt(25);
      long atRisk = random.nextInt(1_000);
      long converted = (long) (random.nextDouble() * atRisk);
      oneByOne.add(bin, atRisk, converted);
      parts[random.nextInt(3)].add(bin, atRisk, converted);
    }
    assertSame(sum(sum(parts[0], parts[1]), parts[2]), oneByOne);
    assertSame(sum(parts[0], sum(parts[1], parts[2])), oneByOne);
    assertSame(sum(parts[2], sum(parts[1], parts[0])), oneByOne);
  }

  @Test
  void aCohortMayBeToldBitByBit() {
    LifeTable atOnce = new LifeTable(4);
    atOnce.addCohort(0, 90, 0, new long[] {10, 20, 30, 5});
    LifeTable bitByBit = new LifeTable(4);
    bitByBit.addCohort(0, 90, 0, new long[] {10});
    bitByBit.addCohort(1, 90, 10, new long[] {});
    bitByBit.addCohort(1, 90, 10, new long[] {20, 30});
    bitByBit.addCohort(3, 90, 60, new long[] {5});
    assertSame(bitByBit, atOnce);
  }

  @Test
  void whatDecaysKeepsItsRateAndLosesItsWeight() {
    LifeTable table = new LifeTable(2);
    table.addCohort(0, 1_000, 0, new long[] {300, 100});
    Interval before = conversion(table, 2);
    table.decay(0.125);
    Interval after = conversion(table, 2);
    assertThat(after.rate()).isEqualTo(before.rate());
    assertThat(after.low()).isCloseTo(Interval.wilson(50, 125).low(), within(ROUNDING));
    table.decay(1e-300);
    Interval faded = conversion(table, 2);
    assertThat(faded.low()).isBetween(0.0, 1e-9);
    assertThat(faded.high()).isBetween(1 - 1e-9, 1.0);
    table.clear();
    assertThat(table.conversion(2)).isNull();
  }

  @Test
  void hazardsInAnArrayAreNanWhereUnknown() {
    LifeTable table = new LifeTable(3);
    table.add(0, 4, 1);
    table.add(2, 5, 0);
    double[] hazards = new double[3];
    table.hazards(hazards);
    assertThat(hazards).containsExactly(0.25, Double.NaN, 0);
  }

  @Test
  void whatIsNoCellIsRefused() {
    LifeTable table = new LifeTable(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.add(1, 2, 3))
        .withMessage("3.0 converted of 2.0 at risk in bin 1 is no cell");
    assertThatIllegalArgumentException().isThrownBy(() -> table.add(1, Double.NaN, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> table.add(1, 2, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.addCohort(0, 5, 0, new long[] {3, 3}));
    assertThatIllegalArgumentException().isThrownBy(() -> table.conversion(0));
    assertThatIllegalArgumentException().isThrownBy(() -> table.conversion(3));
    assertThatIllegalArgumentException().isThrownBy(() -> table.merge(new LifeTable(3)));
    assertThatIllegalArgumentException().isThrownBy(() -> table.decay(1.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new LifeTable(0));
  }

  private static LifeTable sum(LifeTable a, LifeTable b) {
    LifeTable sum = new LifeTable(a.bins());
    sum.merge(a);
    sum.merge(b);
    return sum;
  }

  private static void assertSame(LifeTable actual, LifeTable expected) {
    for (int bin = 0; bin < expected.bins(); bin++) {
      assertThat(actual.atRisk(bin)).isEqualTo(expected.atRisk(bin));
      assertThat(actual.converted(bin)).isEqualTo(expected.converted(bin));
    }
  }

  private static Interval conversion(LifeTable table, int toBin) {
    return Objects.requireNonNull(table.conversion(toBin));
  }
}

package io.chokepoint.domain.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in
 * Medicine 17 (1998), table I, method 3 (score without continuity correction).
 */
class IntervalTest {
  private static final double PRINTED_DIGITS = 0.00005;

  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void itIsTheScoreIntervalOfTheLiterature(long converted, long entrants, double low, double high) {
    Interval interval = Interval.wilson(converted, entrants);
    assertThat(interval.rate()).isEqualTo((double) converted / entrants);
    assertThat(interval.low()).isCloseTo(low, within(PRINTED_DIGITS));
    assertThat(interval.high()).isCloseTo(high, within(PRINTED_DIGITS));
  }

  @Test
  void noneAndAllHaveExactEnds() {
    Interval none = Interval.wilson(0, 10);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(0.2775, within(PRINTED_DIGITS));
    Interval all = Interval.wilson(10, 10);
    assertThat(all.low()).isCloseTo(1 - 0.2775, within(PRINTED_DIGITS));
    assertThat(all.high()).isEqualTo(1);
  }

  @Test
  void itHoldsTheRateAndStaysWithinZeroAndOne() {
    for (long n = 1; n < 60; n++) {
      for (long k = 0; k <= n; k++) {
        Interval interval = Interval.wilson(k, n);
        assertThat(interval.low()).isBetween(0.0, interval.rate());
        assertThat(interval.high()).isBetween(interval.rate(), 1.0);
      }
    }
    assertThat(Interval.wilson(1L << 60, 1L << 61).rate()).isEqualTo(0.5);
  }

  @Test
  void itsEndsAreTheRatesThatTheScoreTestJustAccepts() {
    double z = 1.959963984540054;
    for (long n = 1; n < 200; n += 7) {
      for (long k = 0; k <= n; k++) {
        Interval interval = Interval.wilson(k, n);
        for (double end : new double[] {interval.low(), interval.high()}) {
          double deviation = Math.abs(interval.rate() - end);
          if (deviation > 0) {
            assertThat(deviation / Math.sqrt(end * (1 - end) / n)).isCloseTo(z, within(1e-6));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "20", "1000"})
  void noneAndAllMirrorEachOther(long entrants) {
    double z2 = 1.959963984540054 * 1.959963984540054;
    Interval none = Interval.wilson(0, entrants);
    Interval all = Interval.wilson(entrants, entrants);
    assertThat(none.high()).isCloseTo(z2 / (entrants + z2), within(1e-12));
    assertThat(all.low()).isCloseTo(entrants / (entrants + z2), within(1e-12));
    assertThat(none.rate()).isZero();
    assertThat(all.rate()).isEqualTo(1);
  }

  @Test
  void theLessIsKnownTheMoreItIsAllThatIsPossible() {
    Interval interval = Interval.score(0.3, 1e-200);
    assertThat(interval.low()).isCloseTo(0, within(1e-9));
    assertThat(interval.high()).isCloseTo(1, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-1, 5", "6, 5"})
  void whatIsNoProportionIsRefused(long converted, long entrants) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Interval.wilson(converted, entrants))
        .withMessage(converted + " of " + entrants + " is no proportion");
  }
}

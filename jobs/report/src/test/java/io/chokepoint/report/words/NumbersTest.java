package io.chokepoint.report.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0.5, 50.0",
    "0.97642, 97.6",
    "0, 0.0",
    "1, 100.0",
    "0.9997, 99.97",
    "0.00004, 0.004"
  })
  void aShareClaimsNeitherAllNorNothingUnlessItIs(double share, String digits) {
    assertThat(Numbers.percent(share)).isEqualTo(digits + "\u202f%");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "999, 999 ms",
    "1000, 1 s",
    "1500, 1.5 s",
    "90000, 1.5 min",
    "3600000, 1 h",
    "86400000, 24 h",
    "259200000, 3 days"
  })
  void aDurationHasTheUnitInWhichItIsShort(long millis, String text) {
    assertThat(Numbers.duration(millis).replace('\u00a0', ' ')).isEqualTo(text);
  }

  @Test
  void whatIsAbsentIsADashAndNotZero() {
    assertThat(Numbers.duration(null)).isEqualTo("–");
    assertThat(Numbers.percent((io.chokepoint.domain.conversion.Interval) null)).isEqualTo("–");
  }

  @Test
  void sumsOfValuesKeepTheirDigitsUntilNobodyCountsThem() {
    assertThat(Numbers.value(BigInteger.valueOf(1_234_567), 2)).isEqualTo("12,345.67");
    assertThat(Numbers.value(BigInteger.valueOf(5_000), -3)).isEqualTo("5,000,000");
    assertThat(Numbers.value(BigInteger.valueOf(20_712_345), -12).replace('\u00a0', ' '))
        .isEqualTo("2.07 × 10¹⁹");
  }

  @ParameterizedTest
  @CsvSource({"12.5, 12.5", "100, 100", "0.001, 0", "-0.001, 0", "33.3333, 33.33"})
  void coordinatesAreShort(double value, String text) {
    assertThat(Numbers.coordinate(value)).isEqualTo(text);
  }
}

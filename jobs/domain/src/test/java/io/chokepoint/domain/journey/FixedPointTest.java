package io.chokepoint.domain.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedPointTest {
  @ParameterizedTest
  @CsvSource({
    "1.5, 2, 150",
    "-1.005, 2, -100",
    "0.019, 2, 1",
    "1e3, 0, 1000",
    "1.25E1, 1, 125",
    "12345, -3, 12",
    "9223372036854775807, 0, 9223372036854775807",
    "-9223372036854775808, 0, -9223372036854775808",
    "92233720368547758.07, 2, 9223372036854775807",
    "0e-50, 6, 0"
  })
  void digitsBeyondTheScaleAreCutOff(String number, int scale, long expected) {
    assertThat(FixedPoint.parse(number, scale)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "-9223372036854775809",
        "1e19",
        "1e999999999",
        "1e-999999999",
        "1e2147483647",
        "-1e101"
      })
  void numbersThatDoNotFitAreRefusedWithoutComputingThem(String number) {
    assertThatThrownBy(() -> FixedPoint.parse(number, 0)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aMegabyteOfDigitsIsRefusedUnread() {
    String digits = "7".repeat(1 << 20);
    assertThatThrownBy(() -> FixedPoint.parse("0." + digits, 0))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("a number of 1048578 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1,5", "0x10", "NaN", "Infinity", "1e", "1e99999999999", " 1"})
  void whatIsNoDecimalNumberIsRefused(String number) {
    assertThatThrownBy(() -> FixedPoint.parse(number, 0)).isInstanceOf(NumberFormatException.class);
  }
}

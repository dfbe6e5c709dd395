package io.chokepoint.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0s, 0",
    "1ms, 1",
    "250ms, 250",
    "30s, 30000",
    "1m, 60000",
    "2h, 7200000",
    "1d, 86400000",
    "36500d, 3153600000000"
  })
  void aDurationIsAWholeNumberAndAUnit(String text, long millis) {
    assertThat(Durations.parseMillis(text)).isEqualTo(millis);
    assertThat(Durations.text(millis)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"120s, 2m", "90000ms, 90s", "24h, 1d", "007m, 7m", "0d, 0s"})
  void aDurationIsWrittenInItsLargestWholeUnit(String text, String shortest) {
    assertThat(Durations.text(Durations.parseMillis(text))).isEqualTo(shortest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "s", "-5s", "+5s", "5 s", "1.5h", "5M", "5sec", "1h30m", "\u0665s"})
  void anythingElseIsNoDuration(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parseMillis(text))
        .withMessage("'" + text + "' is not a duration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"36501d", "3153600000001ms", "9223372036854775808ms", "99999999999999d"})
  void aDurationBeyondAHundredYearsIsRefusedRatherThanOverflowing(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parseMillis(text))
        .withMessage("'" + text + "' is longer than the longest duration, 36500d");
  }
}

package io.chokepoint.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 %",
    "0.0001, less than 0.1 %",
    "0.004, 0.4 %",
    "0.02, 2 %",
    "0.0994, 9.9 %",
    "0.0999, 10 %",
    "0.413, 41 %",
    "0.98, 98 %",
    "0.996, 99.6 %",
    "1, 100 %"
  })
  void sharesArePlain(double share, String text) {
    assertThat(Wording.percent(share)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 3; 0",
        "0.26; 3; 0.3",
        "1; 3; 1",
        "9.4; 3; 9.4",
        "9.96; 3; 10",
        "187.4; 3; 187",
        "3124; 3; 3,120",
        "9371; 2; 9,400",
        "99960; 3; 100,000",
        "1234567; 9; 1,234,567",
        "1.87e20; 3; 1.9 × 10^20"
      })
  void amountsAreRounded(double amount, int digits, String text) {
    assertThat(Wording.number(amount, digits)).isEqualTo(text);
  }

  @Test
  void timesAreUtcWithTheDateWhereItIsAnother() {
    long evaluation = Instant.parse("2022-08-02T00:00:00Z").toEpochMilli();
    assertThat(Wording.time(Instant.parse("2022-08-02T14:05:59Z").toEpochMilli(), evaluation))
        .isEqualTo("14:05 UTC");
    assertThat(Wording.time(Instant.parse("2022-08-01T21:32:00Z").toEpochMilli(), evaluation))
        .isEqualTo("2022-08-01 21:32 UTC");
  }

  @ParameterizedTest
  @CsvSource({
    "10000, 10 s",
    "60000, 1 min",
    "90000, 1 min 30 s",
    "8400000, 2 h 20 min",
    "86400000, 24 h",
    "183600000, 2 d 3 h"
  })
  void durationsHaveTheirTwoLargestUnits(long millis, String text) {
    assertThat(Wording.duration(millis)).isEqualTo(text);
  }

  @Test
  void listsEndWithAnAnd() {
    assertThat(Wording.list(List.of())).isEmpty();
    assertThat(Wording.list(List.of("a"))).isEqualTo("a");
    assertThat(Wording.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
    assertThat(Wording.list(List.of("a", "b", "c"), 7, "more")).isEqualTo("a, b, c and 4 more");
  }

  @Test
  void pathsNameTheirJourneys() {
    assertThat(Wording.plural("request")).isEqualTo("requests");
    assertThat(Wording.plural("entry")).isEqualTo("entries");
    assertThat(Wording.plural("relay")).isEqualTo("relays");
    assertThat(Wording.plural("batch")).isEqualTo("batches");
  }
}

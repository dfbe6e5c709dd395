package io.chokepoint.report.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T07:15:00Z, 2026-01-01T07:59:00Z, 2026-01-01 07:15 – 07:59",
    "2026-01-01T23:00:00Z, 2026-01-02T01:00:00Z, 2026-01-01 23:00 – 2026-01-02 01:00",
    "2026-01-01T00:00:00Z, 2026-01-02T00:00:00Z, 2026-01-01",
    "2026-01-01T00:00:00Z, 2026-01-08T00:00:00Z, 2026-01-01 – 2026-01-07",
    "2026-01-01T00:00:05Z, 2026-01-01T00:00:10Z, 2026-01-01 00:00:05 – 2026-01-01 00:00:10"
  })
  void aSpanLeavesOutWhatItsEndsHaveInCommon(Instant from, Instant to, String text) {
    assertThat(Times.span(from.toEpochMilli(), to.toEpochMilli())).isEqualTo(text);
  }
}

package io.chokepoint.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeAxisTest {
  private static final long START = Instant.parse("2026-01-01T06:07:00Z").toEpochMilli();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PT1M", "PT10M", "PT3H", "PT24H", "P3D", "P30D", "P90D", "P325D", "P730D", "P7300D"
      })
  void aFewRoundMomentsAreLabelledWhateverTheSpan(String span) {
    long end = START + Duration.parse(span).toMillis();
    List<TimeAxis.Tick> ticks = new TimeAxis(START, end).ticks();
    assertThat(ticks).hasSizeBetween(1, 13);
    for (int i = 1; i < ticks.size(); i++) {
      assertThat(ticks.get(i).label()).isNotEqualTo(ticks.get(i - 1).label());
    }
  }

  @Test
  void theYearStandsWhereItChanges() {
    long from = Instant.parse("2025-11-10T00:00:00Z").toEpochMilli();
    long to = Instant.parse("2026-03-10T00:00:00Z").toEpochMilli();
    assertThat(new TimeAxis(from, to).ticks())
        .extracting(TimeAxis.Tick::label)
        .containsExactly("Dec 2025", "Jan 2026", "Feb", "Mar");
  }

  @Test
  void aSpanIsCutToTheAxis() {
    TimeAxis axis = new TimeAxis(0, 1_000);
    assertThat(axis.span(-500, 250, "")).isEqualTo(new Span("0%", "25%", ""));
    assertThat(axis.span(750, 5_000, "")).isEqualTo(new Span("75%", "25%", ""));
  }
}

package io.chokepoint.console.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chokepoint.console.Results;
import io.chokepoint.console.memory.Bounds;
import io.chokepoint.console.memory.Memory;
import io.chokepoint.console.read.Recording;
import io.chokepoint.console.read.Source;
import io.chokepoint.console.read.SourceState;
import io.chokepoint.domain.conversion.Interval;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.AlertState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverviewTest {
  private final Memory memory = new Memory(Bounds.USUAL);
  private final OverviewOf overviews = new OverviewOf(memory, new Recording("a run"));

  /** An hour, of which half an hour is lossy, found after three minutes and over at its end. */
  private void anIncident(AlertKind kind) {
    for (int minute = 0; minute < 60; minute++) {
      boolean isLossy = minute >= 30 && minute < 50;
      memory.acceptAll(
          List.of(
              Results.row("asked", "answered", minute, 100, isLossy ? 40 : 98).build(),
              Results.row("answered", "paid", minute, isLossy ? 40 : 98, isLossy ? 39 : 97).build(),
              minute >= 33 && minute < 55
                  ? Results.stopping(minute, kind).build()
                  : Results.flowing(minute).build()));
    }
    memory.acceptAll(
        List.of(
            Results.episode(1, 33, kind).build(),
            Results.episode(2, 40, kind).build(),
            Results.episode(3, 55, kind)
                .setState(AlertState.resolved)
                .setResolvedAt(Results.at(55))
                .build(),
            Results.episode(4, 58, kind)
                .setState(AlertState.resolved)
                .setResolvedAt(Results.at(55))
                .build()));
  }

  private Overview at(String... parameters) throws Refusal {
    return overviews.at(Query.of(pairs(parameters)));
  }

  private static <T> T known(@Nullable T value) {
    return Objects.requireNonNull(value, "it is not known");
  }

  private static Map<String, String> pairs(String... parameters) {
    return parameters.length == 0
        ? Map.of()
        : parameters.length == 2
            ? Map.of(parameters[0], parameters[1])
            : Map.of(parameters[0], parameters[1], parameters[2], parameters[3]);
  }

  @Test
  void theRingTheFunnelAndTheEpisodeNameTheStageAndGoBackWhenItIsOver() throws Refusal {
    anIncident(AlertKind.lossy);
    Overview during = at("asof", "2026-01-01T10:45:00Z");
    assertThat(known(during.verdict()).getAcute()).isNotNull();
    assertThat(during.paths().get(0).steps().get(0))
        .satisfies(step -> assertThat(step.choking()).isTrue())
        .extracting(Overview.Step::to, Overview.Step::mark, Overview.Step::usualRate)
        .containsExactly("answered", Mark.LOSSY, 0.98);
    assertThat(known(during.ring()).layers())
        .extracting(Overview.Layer::name)
        .containsExactly("users", "compute", "payments");
    assertThat(known(during.ring()).edges())
        .extracting(Overview.RingEdge::choking)
        .containsExactly(true, false, true);
    assertThat(during.episodes())
        .singleElement()
        .extracting(Overview.Episode::open)
        .isEqualTo(true);

    Overview after = at();
    assertThat(known(after.verdict()).getAcute()).isNull();
    assertThat(after.paths().get(0).steps())
        .allMatch(step -> step.mark() == Mark.NONE && !step.choking());
    assertThat(known(after.ring()).edges()).noneMatch(Overview.RingEdge::choking);
    assertThat(after.episodes())
        .singleElement()
        .satisfies(
            episode -> {
              assertThat(episode.open()).isFalse();
              assertThat(episode.versions())
                  .extracting(Overview.Version::correction)
                  .containsExactly(false, false, false, true);
            });
  }

  @Test
  void aSilentTopicIsMarkedAsSilentAndNotAsLossy() throws Refusal {
    anIncident(AlertKind.silent);
    Overview during = at("asof", "2026-01-01T10:45:00Z");
    assertThat(known(during.ring()).edges().get(0).mark()).isEqualTo(Mark.SILENT);
    assertThat(known(during.ring()).layers().get(1).mark()).isEqualTo(Mark.SILENT);
  }

  @Test
  void beforeItBeganNothingIsKnownOfIt() throws Refusal {
    anIncident(AlertKind.lossy);
    Overview before = at("asof", "2026-01-01T10:20:00Z", "range", "10m");
    assertThat(before.episodes()).isEmpty();
    assertThat(before.paths().get(0).steps().get(0).keptRate()).isCloseTo(0.98, within(1e-9));
    // Cohorts that were not complete then: due four minutes after their end.
    assertThat(before.paths().get(0).steps().get(0).pending()).isEqualTo(400);
  }

  @Test
  void countsOfTheRangeAreSumsAndTheirRateHasTheWilsonInterval() throws Refusal {
    anIncident(AlertKind.lossy);
    memory.acceptAll(List.of(Results.provisional("asked", "answered", 60, 7).build()));
    Overview.Step step = at("range", "all").paths().get(0).steps().get(0);
    assertThat(step.entrants()).isEqualTo(6_014);
    assertThat(step.pending()).isEqualTo(7);
    assertThat(step.dropped()).isEqualTo(40 * 2 + 20 * 60);
    assertThat(step.reasons()).containsEntry("timeout", 1_280L);
    Interval expected = Interval.wilson(40 * 98 + 20 * 40, 6_000);
    assertThat(step.rate()).isEqualTo(expected.rate());
    assertThat(step.rateLow()).isEqualTo(expected.low());
    assertThat(step.lagP50()).isEqualTo(2_000);
  }

  @Test
  void aSegmentIsCountedByItselfAndStepsWithoutItSaySo() throws Refusal {
    anIncident(AlertKind.lossy);
    memory.acceptAll(List.of(Results.segmentRow("a&b", 5, 3).build()));
    List<Overview.Step> steps =
        overviews
            .at(Query.of(Map.of("dimension", "app", "segment", "a&b", "range", "all")))
            .paths()
            .get(0)
            .steps();
    assertThat(steps).extracting(Overview.Step::brokenDown).containsExactly(true, false);
    assertThat(steps.get(0).entrants()).isEqualTo(3);
    assertThat(new SegmentsOf(memory).at(Query.of(Map.of("range", "all")), "app", "A&"))
        .containsExactly(new SegmentsOf.Value("a&b", 3));
  }

  @Test
  void aStageOfWhichNothingIsHeardForLongIsBehindUnlessItIsARecording() throws Refusal {
    memory.acceptAll(
        List.of(
            Results.row("answered", "paid", 0, 9, 9).build(),
            Results.row("asked", "answered", 40, 9, 9).build()));
    Source live =
        new Source() {
          @Override
          public SourceState state() {
            return new SourceState(SourceState.Kind.LIVE, 0, "", 0L, 0);
          }

          @Override
          public void close() {}
        };
    assertThat(new OverviewOf(memory, live).at(Query.of(Map.of())).paths().get(0).steps())
        .extracting(Overview.Step::mark)
        .containsExactly(Mark.NONE, Mark.BEHIND);
    assertThat(at().paths().get(0).steps()).allMatch(step -> step.mark() == Mark.NONE);
  }

  @Test
  void aSeriesHasNoMorePointsThanAreAskedForAndSaysWhichAreComplete() throws Refusal {
    anIncident(AlertKind.lossy);
    memory.acceptAll(List.of(Results.provisional("asked", "answered", 60, 7).build()));
    SeriesOf.StepSeries all =
        new SeriesOf(memory).at(Query.of(Map.of("range", "all", "points", "10"))).steps().get(0);
    assertThat(all.at()).hasSizeLessThanOrEqualTo(11);
    assertThat(all.entrants().stream().mapToLong(Long::longValue).sum()).isEqualTo(6_014);
    assertThat(all.complete()).containsOnlyOnce(false).endsWith(false);
    assertThat(all.rate().get(0)).isEqualTo(0.98);
  }

  @Test
  void recordsKeepTheNamesOfTheirSchemaInJson() throws Refusal {
    anIncident(AlertKind.lossy);
    assertThat(new String(Json.of(at("asof", "2026-01-01T10:45:00Z")), StandardCharsets.UTF_8))
        .contains(
            "\"lost_per_hour\":567.0", "\"mark\":\"lossy\"", "\"exemplars\":[\"id-1\",\"id-2\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "from, yesterday, bad_time",
    "range, 5 minutes, bad_range",
    "range, 99999d, range_too_long",
    "range, 0m, range_too_long",
    "points, 100000, bad_points",
    "points, -1, bad_points",
    "dimension, app, half_a_segment",
    "sort, up, unknown_parameter"
  })
  void whatIsNotUnderstoodIsRefusedWithACode(String name, String value, String code) {
    assertThatThrownBy(() -> Query.of(Map.of(name, value)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(400);
              assertThat(refusal.code()).isEqualTo(code);
            });
  }

  @Test
  void anotherNetworkIsRefusedByTheNamesOfThoseThereAre() {
    anIncident(AlertKind.lossy);
    assertThatThrownBy(() -> at("network", "village")).hasMessageContaining("[town]");
  }
}

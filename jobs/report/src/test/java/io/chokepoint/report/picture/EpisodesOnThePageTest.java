package io.chokepoint.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.chokepoint.report.Backtest;
import io.chokepoint.report.KnownIncident;
import io.chokepoint.report.KnownTruth;
import io.chokepoint.report.Town;
import io.chokepoint.report.tally.Episodes;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.AlertRole;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EpisodesOnThePageTest {

  private final Page page = Page.of(Town.changed());

  @Test
  void whatChangedComesFirstAndWhatLimitsBesideIt() {
    Headline headline = page.headline();
    assertThat(headline.subject()).isEqualTo("What changed: compute is lossy");
    assertThat(headline.sentence()).isEqualTo("Compute answers 40 % of what is asked.");
    assertThat(headline.notes())
        .anyMatch(
            note ->
                note.replace('\u00a0', ' ').contains("found 3 min later")
                    && note.contains("called stalled, then lossy")
                    && note.contains("over at 2026-01-01 00:22"))
        .anyMatch(note -> note.replace('\u00a0', ' ').contains("2 episodes: 1 page and 1 ticket"))
        .anyMatch(note -> note.startsWith("Until 2026-01-01 00:12 UTC the job was learning"));
    Headline beside = Objects.requireNonNull(headline.beside());
    assertThat(beside.subject()).isEqualTo("What limits, beside it: compute");
    assertThat(beside.sentence()).isEqualTo("Demand stops before answered.");
  }

  @Test
  void anEpisodeIsOneRowHoweverOftenItWasUpdated() {
    assertThat(page.episodes())
        .extracting(EpisodeRow::kinds, EpisodeRow::severity, EpisodeRow::place, EpisodeRow::lost)
        .containsExactly(
            tuple("stalled, then lossy", "page", "asked → answered", "300"),
            tuple("lossy", "ticket", "answered → paid", "100"));
    EpisodeRow row = page.episodes().get(0);
    assertThat(row.segments()).isEqualTo("node n1, n2 and 3 more");
    assertThat(row.bounds()).isEqualTo("270–330");
    assertThat(row.value()).isEqualTo("370.35");
    assertThat(row.reasons().replace('\u202f', ' '))
        .isEqualTo("no_capacity 50.0 % (usually 1.0 %)");
    assertThat(row.exemplars()).containsExactly("id-1", "id-2");
    assertThat(row.mix()).contains("−58.0 points", "rates explain −50.0", "traffic −8.0");
  }

  @Test
  void anEpisodeIsABandOverItsStepFromItsOnsetToItsEnd() {
    RateChart answered = page.charts().get(0).steps().get(0);
    assertThat(answered.episodes())
        .extracting(band -> band.span().x(), EpisodeBand::found, EpisodeBand::kind)
        .containsExactly(tuple("50%", "65%", "lossy"));
    Timeline timeline = Objects.requireNonNull(page.timeline());
    assertThat(timeline.lanes())
        .extracting(Timeline.Lane::subject)
        .containsExactly(
            Timeline.Subject.TRUTH,
            Timeline.Subject.EPISODES,
            Timeline.Subject.EPISODES,
            Timeline.Subject.LEARNING,
            Timeline.Subject.BOTTLENECK,
            Timeline.Subject.NONE);
  }

  @Test
  void anEpisodeIsHeldAgainstTheTruth() {
    assertThat(page.episodes())
        .extracting(row -> Objects.requireNonNull(row.check()).outcome())
        .containsExactly(EpisodeCheck.Outcome.RIGHT, EpisodeCheck.Outcome.BLAMES_NOTHING);
    assertThat(Objects.requireNonNull(page.episodes().get(0).check()).text().replace('\u00a0', ' '))
        .isEqualTo("right, found 3 min after the onset; but not in these segments alone");
    assertThat(page.known().get(0).found().replace('\u00a0', ' '))
        .isEqualTo("stalled, then lossy, 3 min after onset");
  }

  @Test
  void itsSegmentIsRightWhereItIsThatOfTheIncident() {
    assertThat(
            check(Town.alert(1).build(), incident("answered", "node", List.of("n1", "n2", "n3"))))
        .endsWith("its segment too");
    assertThat(
            check(
                Town.alert(1).setSegments(List.of()).build(),
                incident("answered", null, List.of())))
        .endsWith("all segments, as it was");
  }

  @Test
  void whatBlamesAnotherPlaceOrAnotherTimeIsWrong() {
    assertThat(check(Town.alert(1).build(), incident("paid", null, List.of())))
        .contains("elsewhere");
    assertThat(check(Town.alert(1).build(), null)).contains("false alarm");
    assertThat(check(Town.alert(1).setRole(AlertRole.impacted).build(), null))
        .contains("blames nothing");
  }

  @Test
  void aSilentTopicIsHeldAgainstWhatIsKnownOfTheTopic() {
    Alert silent = Town.alert(1).setKind(AlertKind.silent).setTopic("events").build();
    KnownIncident incident =
        new KnownIncident(
            "silent-topic",
            null,
            null,
            null,
            "events",
            null,
            List.of(),
            Town.START + 10 * Town.MINUTE,
            Town.START + 20 * Town.MINUTE,
            0);
    assertThat(check(silent, incident).replace('\u00a0', ' '))
        .isEqualTo("right, found 3 min after the onset");
  }

  @Test
  void withoutEpisodesThePageSaysWhatItSaidBefore() {
    Page before = Page.of(Town.incident());
    assertThat(before.episodes()).isEmpty();
    assertThat(before.headline().beside()).isNull();
    assertThat(before.headline().subject()).isEqualTo("Bottleneck: compute");
  }

  @Test
  void aTicketIsNotTheAnswer() {
    Backtest run = Town.changed();
    Page tickets =
        Page.of(
            new Backtest(
                run.recording(),
                run.network(),
                run.rows(),
                run.verdicts(),
                List.of(run.alerts().get(3)),
                null,
                List.of(),
                ""));
    assertThat(tickets.headline().subject()).isEqualTo("Bottleneck: compute");
    assertThat(tickets.headline().notes())
        .anyMatch(note -> note.replace('\u00a0', ' ').contains("1 episode: 1 ticket"));
  }

  private static String check(Alert alert, @Nullable KnownIncident incident) {
    return EpisodeCheck.of(
            Episodes.of(List.of(alert)).get(0),
            new KnownTruth("It happened.", false, incident == null ? List.of() : List.of(incident)))
        .text();
  }

  private static KnownIncident incident(
      String stage, @Nullable String dimension, List<String> values) {
    return new KnownIncident(
        "lossy",
        "compute",
        "request",
        stage,
        null,
        dimension,
        values,
        Town.START + 10 * Town.MINUTE,
        Town.START + 20 * Town.MINUTE,
        600);
  }
}

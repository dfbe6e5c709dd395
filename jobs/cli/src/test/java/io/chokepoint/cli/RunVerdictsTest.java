package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.AlertState;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunVerdictsTest {

  @Test
  void whatChangedComesBeforeWhatLimitedAndEveryEpisodeIsALine() {
    List<Alert> alerts =
        List.of(
            Troubles.answered("town", 1).setKind(AlertKind.stalled).build(),
            Troubles.answered("town", 2)
                .setState(AlertState.resolved)
                .setSentence("Compute answers as usual again.")
                .setResolvedAt(Troubles.ONSET.plusSeconds(1_800))
                .build());
    assertThat(RunVerdicts.render(List.of(limited(), flowing("")), alerts))
        .containsExactly(
            "",
            "What changed most: Compute: \"40 %\" of what is asked, answered.",
            "Journeys to look at: id-1, id-2",
            "What limited, at its worst (cohorts from 2026-01-01T10:00:00Z to"
                + " 2026-01-01T10:15:00Z): Payments limit.",
            "At the end: Demand travels freely.",
            "",
            "opened (UTC)      onset (UTC)       kind                 severity  role      layer  "
                + "  step              segment  lost  resolved (UTC)",
            "2026-01-01 10:04  2026-01-01 10:00  stalled, then lossy  page      critical  compute"
                + "  asked → answered  node n1   200  2026-01-01 10:30");
  }

  @Test
  void whatIsStillLearntIsSaid() {
    assertThat(RunVerdicts.render(List.of(flowing("Learning what is usual.")), List.of()))
        .containsExactly(
            "",
            "Demand travels freely.",
            "Learning what is usual. What changed there is not known.");
  }

  @Test
  void withoutAVerdictThereIsNothingToSay() {
    assertThat(RunVerdicts.render(List.of(), List.of())).isEmpty();
  }

  private static Verdict limited() {
    return Verdict.newBuilder()
        .setNetwork("town")
        .setEvaluatedAt(Troubles.ONSET)
        .setState(VerdictState.bottleneck)
        .setPath("request")
        .setGainPerHour(7.0)
        .setCohortsFrom(Troubles.ONSET)
        .setCohortsTo(Instant.parse("2026-01-01T10:15:00Z"))
        .setSentence("Compute answers little.")
        .setChronicSentence("Payments limit.")
        .build();
  }

  private static Verdict flowing(String learning) {
    return Verdict.newBuilder()
        .setNetwork("town")
        .setEvaluatedAt(Troubles.ONSET.plusSeconds(60))
        .setState(VerdictState.flowing)
        .setSentence("Demand travels freely.")
        .setLearning(learning)
        .build();
  }
}

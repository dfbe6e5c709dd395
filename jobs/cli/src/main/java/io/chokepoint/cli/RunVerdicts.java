package io.chokepoint.cli;

import io.chokepoint.cli.table.EpisodeTable;
import io.chokepoint.report.tally.EpisodeCourse;
import io.chokepoint.report.tally.Episodes;
import io.chokepoint.results.Alert;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a person is told of a whole recording: what changed, at its gravest, what limited, at its
 * worst, how it ended, and every episode in a line.
 */
final class RunVerdicts {
  private RunVerdicts() {}

  /**
   * The lines.
   *
   * @param verdicts in order of event time
   * @param alerts all versions of all episodes
   */
  static List<String> render(List<Verdict> verdicts, List<Alert> alerts) {
    List<String> lines = new ArrayList<>();
    List<EpisodeCourse> episodes = Episodes.of(alerts);
    if (verdicts.isEmpty() && episodes.isEmpty()) {
      return lines;
    }
    lines.add("");
    Episodes.gravest(episodes)
        .ifPresent(
            episode -> {
              lines.add("What changed most: " + episode.gravest().getSentence());
              if (!episode.exemplars().isEmpty()) {
                lines.add("Journeys to look at: " + String.join(", ", episode.exemplars()));
              }
            });
    Optional<Verdict> limiting =
        verdicts.stream()
            .filter(verdict -> verdict.getGainPerHour() != null)
            .max(Comparator.comparingDouble(Verdict::getGainPerHour));
    limiting.ifPresent(
        verdict ->
            lines.add(
                "What limited, at its worst (cohorts from "
                    + verdict.getCohortsFrom()
                    + " to "
                    + verdict.getCohortsTo()
                    + "): "
                    + limit(verdict)));
    if (!verdicts.isEmpty()) {
      Verdict last = verdicts.get(verdicts.size() - 1);
      boolean alone = limiting.isEmpty() && episodes.isEmpty();
      lines.add((alone ? "" : "At the end: ") + last.getSentence());
      if (last.getKind() != VerdictKind.none && !last.getLearning().isEmpty()) {
        lines.add(last.getLearning() + " What changed there is not known.");
      }
    }
    if (!episodes.isEmpty()) {
      lines.add("");
      lines.addAll(EpisodeTable.render(episodes));
    }
    return lines;
  }

  private static String limit(Verdict verdict) {
    return verdict.getChronicSentence().isEmpty()
        ? verdict.getSentence()
        : verdict.getChronicSentence();
  }
}

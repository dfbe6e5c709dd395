package io.chokepoint.cli;

import io.chokepoint.results.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a person is told of the verdicts of a whole recording: the gravest, and how it ended. */
final class RunVerdicts {
  private RunVerdicts() {}

  static List<String> render(List<Verdict> verdicts) {
    List<String> lines = new ArrayList<>();
    if (verdicts.isEmpty()) {
      return lines;
    }
    lines.add("");
    Optional<Verdict> gravest =
        verdicts.stream()
            .filter(verdict -> verdict.getGainPerHour() != null)
            .max(Comparator.comparingDouble(Verdict::getGainPerHour));
    if (gravest.isPresent()) {
      lines.add(
          "At its worst (cohorts from "
              + gravest.get().getCohortsFrom()
              + " to "
              + gravest.get().getCohortsTo()
              + "): "
              + gravest.get().getSentence());
      lines.add("At the end: " + verdicts.get(verdicts.size() - 1).getSentence());
    } else {
      lines.add(verdicts.get(verdicts.size() - 1).getSentence());
    }
    return lines;
  }
}

package io.chokepoint.cli.demo;

import io.chokepoint.cli.live.LiveModel;
import io.chokepoint.datagen.Truth;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a demonstration has shown: what the job found, and what was there to find. */
final class Summary {

  private static final double PERCENT = 100;

  private Summary() {}

  /** The lines of the summary. */
  static List<String> of(LiveModel model, Truth truth) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    Optional<Verdict> verdict = model.verdict();
    lines.add("Found:     " + verdict.map(Summary::found).orElse("no verdict was reached."));
    lines.add("Simulated: " + simulated(truth));
    lines.add(judgement(verdict, truth));
    return lines;
  }

  private static String found(Verdict verdict) {
    if (verdict.getState() != VerdictState.bottleneck) {
      return verdict.getState() == VerdictState.flowing
          ? "demand flows; no layer is flagged."
          : "too few complete cohorts for a verdict; try more --minutes.";
    }
    String where =
        "demand stops in the layer "
            + verdict.getLayer()
            + " ("
            + verdict.getPath()
            + ": "
            + verdict.getFrom()
            + " to "
            + verdict.getTo()
            + ").";
    return verdict.getSentence().isEmpty() ? where : where + " " + verdict.getSentence();
  }

  private static String simulated(Truth truth) {
    Truth.Where incident = truth.incident();
    if (incident == null) {
      return "a healthy network.";
    }
    return String.format(
        Locale.ROOT,
        "from %s on, %s of the layer %s let %.0f %% through instead of %.0f %%.",
        Instant.ofEpochMilli(incident.onsetMillis()),
        incident.stage(),
        incident.layer(),
        PERCENT * incident.rate(),
        PERCENT * incident.healthyRate());
  }

  private static String judgement(Optional<Verdict> verdict, Truth truth) {
    Truth.Where incident = truth.incident();
    boolean flagged =
        verdict.isPresent() && verdict.get().getState() == VerdictState.bottleneck;
    if (incident == null) {
      return flagged
          ? "The verdict is wrong: nothing was the matter."
          : "That is right: demand flows, and nothing is flagged.";
    }
    if (!flagged) {
      return "The incident has not been found.";
    }
    return incident.stage().equals(verdict.get().getTo())
            && incident.path().equals(verdict.get().getPath())
        ? "That is right: " + incident.layer() + "."
        : "The verdict names another stage than the incident's.";
  }
}

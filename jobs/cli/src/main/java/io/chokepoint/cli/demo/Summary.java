package io.chokepoint.cli.demo;

import io.chokepoint.cli.live.LiveModel;
import io.chokepoint.datagen.scenario.Truth;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a demonstration has shown: what the job found, and what was there to find. */
final class Summary {

  private Summary() {}

  /** The lines of the summary. */
  static List<String> of(LiveModel model, Truth truth) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    // What is over when the demonstration ends was found all the same.
    Optional<Verdict> verdict = model.lastNamed().or(model::verdict);
    lines.add("Found:     " + verdict.map(Summary::found).orElse("no verdict was reached."));
    lines.add("Simulated: " + truth.sentence());
    truth.incidents().forEach(incident -> lines.add("           " + simulated(incident)));
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

  private static String simulated(Truth.Incident incident) {
    String layer = incident.layer() == null ? "" : " (layer " + incident.layer() + ")";
    String cost =
        incident.lost() > 0
            ? String.format(Locale.ROOT, ", %,d journeys lost", incident.lost())
            : ", nothing lost by it";
    return incident.kind().text()
        + " at "
        + incident.place()
        + layer
        + " from "
        + Instant.ofEpochMilli(incident.onsetMillis())
        + " to "
        + Instant.ofEpochMilli(incident.endMillis())
        + cost
        + ".";
  }

  private static String judgement(Optional<Verdict> verdict, Truth truth) {
    boolean flagged = verdict.isPresent() && verdict.get().getState() == VerdictState.bottleneck;
    List<Truth.Incident> losses =
        truth.incidents().stream().filter(incident -> incident.lost() > 0).toList();
    if (losses.isEmpty()) {
      return flagged
          ? "The verdict is wrong: no stage has lost demand by what happened."
          : "That is right: demand flows, and nothing is flagged.";
    }
    if (!flagged) {
      return "The incident has not been found.";
    }
    return losses.stream()
        .filter(incident -> isNamed(incident, verdict.get()))
        .findFirst()
        .map(incident -> "That is right: " + incident.layer() + ".")
        .orElseGet(
            () ->
                "The verdict names another stage than "
                    + losses.stream().map(Truth.Incident::place).collect(Collectors.joining(", "))
                    + ".");
  }

  private static boolean isNamed(Truth.Incident incident, Verdict verdict) {
    return verdict.getPath().equals(incident.path()) && verdict.getTo().equals(incident.stage());
  }
}

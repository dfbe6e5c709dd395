package io.chokepoint.cli.demo;

import io.chokepoint.cli.live.LiveModel;
import io.chokepoint.datagen.scenario.Truth;
import io.chokepoint.report.tally.EpisodeCourse;
import io.chokepoint.report.tally.Episodes;
import io.chokepoint.report.words.EpisodeWords;
import io.chokepoint.report.words.Times;
import io.chokepoint.results.Alert;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a demonstration has shown: what the job found, and what was there to find. */
final class Summary {

  /**
   * What is blamed in the end: what changed most, else what limits.
   *
   * @param path name of the path
   * @param stage the stage that is not reached
   * @param topic the topic that is silent, or null
   */
  private record Blamed(String path, String stage, @Nullable String topic) {}

  private Summary() {}

  /** The lines of the summary. */
  static List<String> of(LiveModel model, Truth truth) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    // What is over when the demonstration ends was found all the same.
    Optional<EpisodeCourse> changed =
        Episodes.gravest(Episodes.of(model.alerts()))
            .filter(episode -> episode.isCritical() && episode.isPage());
    Optional<Verdict> verdict = model.lastNamed().or(model::verdict);
    String limits = verdict.map(Summary::found).orElse("no verdict was reached.");
    if (changed.isPresent()) {
      lines.add("Found:     " + found(changed.get()));
      lines.add("           " + changed.get().gravest().getSentence());
      if (model.lastNamed().isPresent()) {
        lines.add("Limiting:  " + limits);
      }
    } else {
      lines.add("Found:     " + limits);
      model
          .verdict()
          .map(Verdict::getLearning)
          .filter(learning -> !learning.isEmpty())
          .ifPresent(learning -> lines.add("           " + learning));
    }
    lines.add("Simulated: " + truth.sentence());
    truth.incidents().forEach(incident -> lines.add("           " + simulated(incident)));
    lines.add(judgement(changed.map(Summary::blamed).or(() -> blamed(verdict)), truth));
    return lines;
  }

  private static String found(EpisodeCourse episode) {
    Alert alert = episode.gravest();
    String what =
        alert.getTopic() != null
            ? "nothing is heard of the topic " + alert.getTopic()
            : "demand stops in the layer "
                + alert.getLayer()
                + " ("
                + step(alert.getPath(), alert.getFrom(), alert.getTo())
                + ")";
    return what
        + ": "
        + EpisodeWords.kinds(episode.kinds())
        + " since "
        + Times.moment(episode.onsetMillis())
        + ", found "
        + Times.moment(episode.openedMillis())
        + " UTC.";
  }

  private static String step(String path, String from, String to) {
    return path + ": " + from + " to " + to;
  }

  private static String found(Verdict verdict) {
    if (verdict.getPath() == null) {
      return verdict.getState() == VerdictState.learning
          ? "too few complete cohorts for a verdict; try more --minutes."
          : "demand flows; no layer is flagged.";
    }
    String where =
        "demand stops in the layer "
            + verdict.getLayer()
            + " ("
            + step(verdict.getPath(), verdict.getFrom(), verdict.getTo())
            + ").";
    String sentence =
        verdict.getChronicSentence().isEmpty()
            ? verdict.getSentence()
            : verdict.getChronicSentence();
    return sentence.isEmpty() ? where : where + " " + sentence;
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

  private static Blamed blamed(EpisodeCourse episode) {
    Alert alert = episode.gravest();
    return new Blamed(alert.getPath(), alert.getTo(), alert.getTopic());
  }

  private static Optional<Blamed> blamed(Optional<Verdict> verdict) {
    return verdict
        .filter(named -> named.getPath() != null)
        .map(named -> new Blamed(named.getPath(), named.getTo(), null));
  }

  private static String judgement(Optional<Blamed> blamed, Truth truth) {
    Optional<Truth.Incident> right =
        blamed.flatMap(
            named ->
                truth.incidents().stream().filter(incident -> isOf(named, incident)).findFirst());
    if (right.isPresent()) {
      return "That is right: "
          + (right.get().layer() == null ? right.get().place() : right.get().layer())
          + ".";
    }
    List<Truth.Incident> losses =
        truth.incidents().stream().filter(incident -> incident.lost() > 0).toList();
    if (losses.isEmpty()) {
      return blamed.isPresent()
          ? "The verdict is wrong: no stage has lost demand by what happened."
          : "That is right: demand flows, and nothing is flagged.";
    }
    return blamed.isEmpty()
        ? "The incident has not been found."
        : "The verdict names another stage than "
            + losses.stream().map(Truth.Incident::place).collect(Collectors.joining(", "))
            + ".";
  }

  private static boolean isOf(Blamed blamed, Truth.Incident incident) {
    return blamed.topic() != null
        ? blamed.topic().equals(incident.topic())
        : blamed.path().equals(incident.path()) && blamed.stage().equals(incident.stage());
  }
}

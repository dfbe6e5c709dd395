package io.chokepoint.report.picture;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.report.Backtest;
import io.chokepoint.report.KnownTruth;
import io.chokepoint.report.tally.EdgeName;
import io.chokepoint.report.tally.EdgeTally;
import io.chokepoint.report.tally.EpisodeCourse;
import io.chokepoint.report.tally.Episodes;
import io.chokepoint.report.tally.Tallies;
import io.chokepoint.report.words.Numbers;
import io.chokepoint.report.words.Times;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer in words, before any picture: what changed, and beside it what limits.
 *
 * @param subject in a few words
 * @param sentence the answer
 * @param notes what else belongs to it, a sentence each
 * @param isBottleneck whether a step is named
 * @param beside what limits, where what changed is the answer; else null
 */
public record Headline(
    String subject,
    String sentence,
    List<String> notes,
    boolean isBottleneck,
    @Nullable Headline beside) {

  private Headline(String subject, String sentence, List<String> notes, boolean isBottleneck) {
    this(subject, sentence, notes, isBottleneck, null);
  }

  static Headline of(
      Backtest backtest, Tallies tallies, Verdicts verdicts, List<EpisodeCourse> episodes) {
    Headline limits = found(backtest.network(), tallies, verdicts);
    EpisodeCourse gravest =
        Episodes.gravest(episodes)
            .filter(episode -> episode.isCritical() && episode.isPage())
            .orElse(null);
    Headline answer = gravest == null ? limits : changed(gravest, limits);
    List<String> notes = new ArrayList<>(answer.notes);
    add(notes, AcuteWords.others(episodes, gravest == null ? 0 : 1));
    add(notes, AcuteWords.learning(verdicts));
    KnownTruth truth = backtest.truth();
    if (truth != null) {
      notes.add("What is known to have happened: " + truth.sentence());
      if (truth.isQuiet() && answer.isBottleneck) {
        notes.add("No stage lost demand by it, so this is a false alarm.");
      }
    }
    return new Headline(answer.subject, answer.sentence, notes, answer.isBottleneck, answer.beside);
  }

  private static Headline changed(EpisodeCourse gravest, Headline limits) {
    List<String> notes = List.of(AcuteWords.course(gravest));
    Headline beside =
        limits.isBottleneck
            ? new Headline(
                limits.subject.replace("Bottleneck: ", "What limits, beside it: "),
                limits.sentence,
                limits.notes,
                true)
            : null;
    return new Headline(
        AcuteWords.subject(gravest), gravest.gravest().getSentence(), notes, true, beside);
  }

  private static void add(List<String> notes, String note) {
    if (!note.isEmpty()) {
      notes.add(note);
    }
  }

  private static Headline found(Network network, Tallies tallies, Verdicts verdicts) {
    if (tallies.isEmpty()) {
      return new Headline(
          "Nothing to judge",
          "No journey has entered any path.",
          List.of("Does the recording belong to this network file?"),
          false);
    }
    List<String> notes = new ArrayList<>();
    Optional<Verdict> gravest = verdicts.gravest();
    if (gravest.isPresent()) {
      Verdict worst = gravest.get();
      notes.add(course(worst, verdicts));
      VerdictSpan last = verdicts.spans().get(verdicts.spans().size() - 1);
      if (!last.gravest().equals(worst)) {
        notes.add("At the end: " + last.sentence());
      }
      return new Headline(
          "Bottleneck: " + worst.getLayer(), VerdictSpan.sentence(worst), notes, true);
    }
    Optional<Loss> most = greatestLoss(network, tallies);
    boolean noTargets = network.paths().stream().allMatch(Headline::hasNoTarget);
    if (most.isEmpty()) {
      notes.add(lastSentence(verdicts));
      return new Headline(
          "Nothing was lost", "All demand that came travelled through every step.", notes, false);
    }
    String lost = most.get().inWords();
    String when = Concentration.of(most.get().step, most.get().cohortMillis).inWords();
    if (noTargets) {
      notes.add(when);
      sharpest(network, tallies).ifPresent(notes::add);
      notes.add(
          "There is no verdict, because no stage of the network file has a target: what is said"
              + " here is where most was lost, not whether that is too much.");
      return new Headline("Most was lost in: " + most.get().layer, lost, notes, false);
    }
    notes.add(lost + " " + when);
    return new Headline("No bottleneck", lastSentence(verdicts), notes, false);
  }

  private static String lastSentence(Verdicts verdicts) {
    List<VerdictSpan> spans = verdicts.spans();
    return spans.isEmpty()
        ? "The recording ends before any verdict."
        : spans.get(spans.size() - 1).sentence();
  }

  private static boolean hasNoTarget(Path path) {
    return path.stages().stream().allMatch(stage -> stage.target() == null);
  }

  private static String course(Verdict worst, Verdicts verdicts) {
    EdgeName step =
        new EdgeName(
            Objects.requireNonNull(worst.getPath()),
            ConversionEdge.step,
            Objects.requireNonNull(worst.getFrom()),
            Objects.requireNonNull(worst.getTo()));
    List<VerdictSpan> named = verdicts.spans().stream().filter(span -> span.names(step)).toList();
    String window =
        worst.getCohortsFrom() == null || worst.getCohortsTo() == null
            ? ""
            : "This is its worst: the cohorts of "
                + Times.span(
                    worst.getCohortsFrom().toEpochMilli(), worst.getCohortsTo().toEpochMilli())
                + " UTC. ";
    return window
        + "The step was named in "
        + Numbers.count(verdicts.evaluationsNaming(step))
        + " of "
        + Numbers.count(verdicts.evaluations(), "evaluation")
        + ", from "
        + Times.moment(named.get(0).fromMillis())
        + " to "
        + Times.moment(named.get(named.size() - 1).toMillis())
        + " UTC"
        + (named.size() == 1 ? "." : " with " + Numbers.count(named.size() - 1, "break") + ".");
  }

  /** The step whose loss stands out most in time; nothing where none does. */
  private static Optional<String> sharpest(Network network, Tallies tallies) {
    String said = null;
    double deepest = 0;
    for (Path path : network.paths()) {
      for (Stage stage : path.stages().subList(1, path.stages().size())) {
        EdgeTally step = tallies.step(path, stage);
        if (step.total().dropped() > 0) {
          Concentration half = Concentration.of(step, path.cohortMillis());
          if (half.isTelling() && half.depth() > deepest) {
            deepest = half.depth();
            said =
                "Sharpest in time: "
                    + Numbers.count(step.total().dropped())
                    + " of "
                    + step.name().from()
                    + " did not become "
                    + step.name().to()
                    + ". "
                    + half.inWords();
          }
        }
      }
    }
    return Optional.ofNullable(said);
  }

  private record Loss(EdgeTally step, String layer, long entered, long cohortMillis) {

    double share() {
      return (double) step.total().dropped() / entered;
    }

    String inWords() {
      return Numbers.percent(1 - rate())
          + " of "
          + step.name().from()
          + " did not become "
          + step.name().to()
          + ": "
          + Numbers.count(step.total().dropped())
          + " of "
          + Numbers.count(step.total().entrants())
          + ".";
    }

    private double rate() {
      return (double) step.total().converted() / step.total().entrants();
    }
  }

  /** The step that lost the greatest share of those who entered its path. */
  private static Optional<Loss> greatestLoss(Network network, Tallies tallies) {
    Loss most = null;
    for (Path path : network.paths()) {
      for (Stage stage : path.stages().subList(1, path.stages().size())) {
        EdgeTally step = tallies.step(path, stage);
        if (step.total().dropped() > 0) {
          Loss loss = new Loss(step, stage.layer(), tallies.entered(path), path.cohortMillis());
          if (most == null || loss.share() > most.share()) {
            most = loss;
          }
        }
      }
    }
    return Optional.ofNullable(most);
  }
}

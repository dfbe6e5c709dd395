package io.chokepoint.report.picture;

import io.chokepoint.report.KnownIncident;
import io.chokepoint.report.tally.EpisodeCourse;
import io.chokepoint.report.words.EpisodeWords;
import io.chokepoint.report.words.Times;
import io.chokepoint.results.VerdictState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was said when, and beside it what happened.
 *
 * @param lanes those of the known incidents first, then those of what changed
 * @param ticks labelled times
 * @param spans the verdicts, those that say the same taken together
 */
public record Timeline(List<Lane> lanes, List<TimeAxis.Tick> ticks, List<VerdictSpan> spans) {

  /** What a lane is about. */
  public enum Subject {
    /** A known incident. */
    TRUTH,
    /** Episodes at one step or topic. */
    EPISODES,
    /** When steps were being learnt. */
    LEARNING,
    /** Verdicts that name one step. */
    BOTTLENECK,
    /** Verdicts that name none. */
    NONE
  }

  /**
   * A lane.
   *
   * @param label what happened or was said
   * @param spans when; none of episodes
   * @param episodes the episodes of it
   */
  public record Lane(String label, Subject subject, List<Span> spans, List<EpisodeBand> episodes) {

    Lane(String label, Subject subject, List<Span> spans) {
      this(label, subject, spans, List.of());
    }
  }

  /** Draws the verdicts and the truth; nothing where nothing was ever judged or known. */
  static Optional<Timeline> of(
      Verdicts verdicts,
      List<EpisodeCourse> episodes,
      List<KnownIncident> truth,
      long cohortsFrom,
      long cohortsTo) {
    boolean neverJudged =
        verdicts.spans().stream()
            .allMatch(span -> span.gravest().getState() == VerdictState.learning);
    if (neverJudged && truth.isEmpty() && episodes.isEmpty() && verdicts.learning().isEmpty()) {
      return Optional.empty();
    }
    long from = cohortsFrom;
    long to = cohortsTo;
    for (VerdictSpan span : verdicts.spans()) {
      from = Math.min(from, span.fromMillis());
      to = Math.max(to, span.toMillis());
    }
    for (KnownIncident incident : truth) {
      from = Math.min(from, incident.onsetMillis());
      to = Math.max(to, incident.endMillis());
    }
    for (EpisodeCourse episode : episodes) {
      from = Math.min(from, episode.onsetMillis());
      to = Math.max(to, episode.openedMillis());
    }
    if (to <= from) {
      return Optional.empty();
    }
    TimeAxis axis = new TimeAxis(from, to);
    List<Lane> lanes = new ArrayList<>();
    for (KnownIncident incident : truth) {
      String label =
          incident.what() + ", " + Times.span(incident.onsetMillis(), incident.endMillis());
      lanes.add(
          new Lane(
              KnownRow.place(incident),
              Subject.TRUTH,
              List.of(axis.span(incident.onsetMillis(), incident.endMillis(), label))));
    }
    addEpisodes(lanes, episodes, axis);
    if (!verdicts.learning().isEmpty()) {
      lanes.add(
          new Lane(
              "learning what is usual",
              Subject.LEARNING,
              verdicts.learning().stream()
                  .map(l -> axis.span(l.fromMillis(), l.toMillis(), l.first()))
                  .toList()));
    }
    Map<String, Lane> said = new LinkedHashMap<>();
    for (VerdictSpan span : verdicts.spans()) {
      said.computeIfAbsent(
              span.lane(),
              label ->
                  new Lane(
                      label,
                      span.isBottleneck() ? Subject.BOTTLENECK : Subject.NONE,
                      new ArrayList<>()))
          .spans()
          .add(axis.span(span.fromMillis(), span.toMillis(), span.time() + ": " + span.sentence()));
    }
    said.values().stream().filter(l -> l.subject() == Subject.BOTTLENECK).forEach(lanes::add);
    said.values().stream().filter(l -> l.subject() == Subject.NONE).forEach(lanes::add);
    return Optional.of(new Timeline(lanes, axis.ticks(), verdicts.spans()));
  }

  /** A lane for each step or topic that was in trouble, in the order of its first. */
  private static void addEpisodes(List<Lane> lanes, List<EpisodeCourse> episodes, TimeAxis axis) {
    Map<String, List<EpisodeBand>> byPlace = new LinkedHashMap<>();
    for (EpisodeCourse episode : episodes) {
      String place = episode.latest().getLayer() + ": " + EpisodeWords.place(episode.latest());
      byPlace.computeIfAbsent(place, label -> new ArrayList<>()).add(EpisodeBand.of(episode, axis));
    }
    byPlace.forEach(
        (label, bands) -> lanes.add(new Lane(label, Subject.EPISODES, List.of(), bands)));
  }

  /** How many episodes are drawn. */
  public int episodes() {
    return lanes.stream().mapToInt(lane -> lane.episodes().size()).sum();
  }
}

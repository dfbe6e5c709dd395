package io.chokepoint.report.picture;

import io.chokepoint.report.KnownIncident;
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
 * @param lanes those of the known incidents first
 * @param ticks labelled times
 * @param spans the verdicts, those that say the same taken together
 */
public record Timeline(List<Lane> lanes, List<TimeAxis.Tick> ticks, List<VerdictSpan> spans) {

  /** What a lane is about. */
  public enum Subject {
    /** A known incident. */
    TRUTH,
    /** Verdicts that name one step. */
    BOTTLENECK,
    /** Verdicts that name none. */
    NONE
  }

  /**
   * A lane.
   *
   * @param label what happened or was said
   * @param spans when
   */
  public record Lane(String label, Subject subject, List<Span> spans) {}

  /** Draws the verdicts and the truth; nothing where nothing was ever judged or known. */
  static Optional<Timeline> of(
      Verdicts verdicts, List<KnownIncident> truth, long cohortsFrom, long cohortsTo) {
    boolean neverJudged =
        verdicts.spans().stream()
            .allMatch(span -> span.gravest().getState() == VerdictState.learning);
    if (neverJudged && truth.isEmpty()) {
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

  /** How many spans are drawn. */
  public int marks() {
    return lanes.stream().mapToInt(lane -> lane.spans().size()).sum();
  }
}

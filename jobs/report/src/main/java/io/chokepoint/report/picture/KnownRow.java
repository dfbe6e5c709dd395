package io.chokepoint.report.picture;

import io.chokepoint.report.KnownIncident;
import io.chokepoint.report.tally.EdgeName;
import io.chokepoint.report.tally.EpisodeCourse;
import io.chokepoint.report.words.EpisodeWords;
import io.chokepoint.report.words.Numbers;
import io.chokepoint.report.words.Segments;
import io.chokepoint.report.words.Times;
import io.chokepoint.results.ConversionEdge;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A known incident and what the verdicts made of it, as texts.
 *
 * @param what what happened
 * @param place where
 * @param time when
 * @param found when an episode told of it, and of which kind
 * @param named when a verdict first named it as what limits
 * @param lost how much demand it cost
 */
public record KnownRow(
    String what, String place, String time, String found, String named, String lost) {

  /** So many values of a segment are named. */
  private static final int MOST_VALUES = 3;

  static KnownRow of(KnownIncident incident, Verdicts verdicts, List<EpisodeCourse> episodes) {
    return new KnownRow(
        incident.what(),
        place(incident) + segment(incident),
        Times.span(incident.onsetMillis(), incident.endMillis()),
        found(incident, episodes),
        named(incident, verdicts),
        Numbers.count(incident.lost()));
  }

  /** The layer and stage or topic of an incident, in words. */
  static String place(KnownIncident incident) {
    String at =
        incident.topic() != null
            ? incident.topic()
            : incident.stage() == null ? "" : incident.path() + "/" + incident.stage();
    String layer = incident.layer() == null ? "" : incident.layer();
    return layer.isEmpty() || at.isEmpty() ? layer + at : layer + ": " + at;
  }

  private static String segment(KnownIncident incident) {
    if (incident.dimension() == null) {
      return "";
    }
    int more = incident.values().size() - MOST_VALUES;
    return incident.values().stream()
        .limit(MOST_VALUES)
        .map(Segments::shortened)
        .collect(
            Collectors.joining(
                ", ",
                ", " + incident.dimension() + " ",
                more > 0 ? " and " + Numbers.count(more) + " more" : ""));
  }

  private static String found(KnownIncident incident, List<EpisodeCourse> episodes) {
    return episodes.stream()
        .filter(episode -> EpisodeCheck.isOf(episode, incident))
        .findFirst()
        .map(
            episode ->
                EpisodeWords.kinds(episode.kinds())
                    + ", "
                    + Numbers.duration(episode.openedMillis() - incident.onsetMillis())
                    + " after onset")
        .orElse("never");
  }

  private static String named(KnownIncident incident, Verdicts verdicts) {
    if (incident.path() == null || incident.stage() == null) {
      return Numbers.ABSENT;
    }
    EdgeName step = new EdgeName(incident.path(), ConversionEdge.step, "", incident.stage());
    Optional<VerdictSpan> first =
        verdicts.spans().stream()
            .filter(span -> span.names(step) && span.toMillis() > incident.onsetMillis())
            .findFirst();
    if (first.isEmpty()) {
      return "never";
    }
    long after = first.get().fromMillis() - incident.onsetMillis();
    return after <= 0
        ? "already before"
        : Times.moment(first.get().fromMillis()) + ", " + Numbers.duration(after) + " after onset";
  }
}

package io.chokepoint.report.picture;

import io.chokepoint.report.KnownIncident;
import io.chokepoint.report.tally.EdgeName;
import io.chokepoint.report.words.Numbers;
import io.chokepoint.report.words.Times;
import io.chokepoint.results.ConversionEdge;
import java.util.Optional;

/**
 * A known incident and what the verdicts made of it, as texts.
 *
 * @param what what happened
 * @param place where
 * @param time when
 * @param named when a verdict first named it
 * @param lost how much demand it cost
 */
public record KnownRow(String what, String place, String time, String named, String lost) {

  static KnownRow of(KnownIncident incident, Verdicts verdicts) {
    return new KnownRow(
        incident.what(),
        place(incident),
        Times.span(incident.onsetMillis(), incident.endMillis()),
        named(incident, verdicts),
        Numbers.count(incident.lost()));
  }

  /** Where an incident was, in words. */
  static String place(KnownIncident incident) {
    String at =
        incident.topic() != null
            ? incident.topic()
            : incident.stage() == null ? "" : incident.path() + "/" + incident.stage();
    String layer = incident.layer() == null ? "" : incident.layer();
    String place = layer.isEmpty() || at.isEmpty() ? layer + at : layer + ": " + at;
    return incident.segment() == null ? place : place + ", " + incident.segment();
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

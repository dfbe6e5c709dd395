package io.chokepoint.report.picture;

import io.chokepoint.report.KnownIncident;
import io.chokepoint.report.tally.EdgeName;
import io.chokepoint.report.words.Numbers;
import io.chokepoint.report.words.Times;
import io.chokepoint.results.ConversionEdge;
import java.util.Objects;
import java.util.Optional;

/**
 * A known incident and what the verdicts made of it, as texts.
 *
 * @param sentence what happened
 * @param place where
 * @param time when
 * @param named when a verdict first named it
 * @param lost how much demand it cost
 */
public record KnownRow(String sentence, String place, String time, String named, String lost) {

  static KnownRow of(KnownIncident incident, Verdicts verdicts) {
    return new KnownRow(
        incident.sentence(),
        place(incident),
        Times.span(incident.onsetMillis(), incident.endMillis()),
        named(incident, verdicts),
        incident.demandLost() == null
            ? Numbers.ABSENT
            : Numbers.count(Math.round(incident.demandLost())));
  }

  private static String place(KnownIncident incident) {
    StringBuilder place = new StringBuilder(incident.layer() == null ? "" : incident.layer());
    if (incident.stage() != null) {
      place.append(place.isEmpty() ? "" : ": ").append(incident.path()).append('/');
      place.append(incident.stage());
    }
    if (incident.segment() != null) {
      place.append(place.isEmpty() ? "" : ", ").append(incident.segment());
    }
    return place.isEmpty() ? Numbers.ABSENT : place.toString();
  }

  private static String named(KnownIncident incident, Verdicts verdicts) {
    if (incident.path() == null || incident.stage() == null) {
      return "no step is at fault";
    }
    EdgeName step =
        new EdgeName(
            incident.path(), ConversionEdge.step, "", Objects.requireNonNull(incident.stage()));
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

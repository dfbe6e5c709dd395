package io.chokepoint.report.picture;

import io.chokepoint.report.KnownIncident;
import io.chokepoint.report.KnownTruth;
import io.chokepoint.report.tally.EpisodeCourse;
import io.chokepoint.report.words.Numbers;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.NamedSegment;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An episode held against what is known to have happened.
 *
 * @param outcome whether it was right
 * @param text the same in words
 */
public record EpisodeCheck(Outcome outcome, String text) {

  /** Whether an episode was right. */
  public enum Outcome {
    /** It names the place of an incident, while it lasted. */
    RIGHT,
    /** It blames what nothing is known to have happened to. */
    WRONG,
    /** It blames nothing. */
    BLAMES_NOTHING
  }

  static EpisodeCheck of(EpisodeCourse episode, KnownTruth truth) {
    Optional<KnownIncident> hit =
        truth.incidents().stream().filter(incident -> isOf(episode, incident)).findFirst();
    if (hit.isPresent()) {
      return right(episode, hit.get());
    }
    if (!episode.isCritical()) {
      return new EpisodeCheck(Outcome.BLAMES_NOTHING, "blames nothing: it suffers from another");
    }
    boolean during = truth.incidents().stream().anyMatch(incident -> isDuring(episode, incident));
    return new EpisodeCheck(
        Outcome.WRONG,
        during
            ? "wrong: what happened then was elsewhere"
            : "false alarm: nothing is known to have happened then");
  }

  /** Whether an episode is the trouble that an incident made. */
  static boolean isOf(EpisodeCourse episode, KnownIncident incident) {
    Alert alert = episode.latest();
    boolean there =
        alert.getTopic() != null
            ? Objects.equals(alert.getTopic(), incident.topic())
            : incident.isAt(alert.getPath(), alert.getTo());
    return there && isDuring(episode, incident);
  }

  private static boolean isDuring(EpisodeCourse episode, KnownIncident incident) {
    return episode.openedMillis() >= incident.onsetMillis()
        && episode.onsetMillis() < incident.endMillis();
  }

  private static EpisodeCheck right(EpisodeCourse episode, KnownIncident incident) {
    StringBuilder text = new StringBuilder("right, found ");
    text.append(Numbers.duration(episode.openedMillis() - incident.onsetMillis()))
        .append(" after the onset");
    String segment = segment(episode.gravest(), incident);
    if (segment != null) {
      text.append("; ").append(segment);
    }
    if (incident.lost() == 0 && episode.latest().getKind() == AlertKind.lossy) {
      return new EpisodeCheck(
          Outcome.WRONG, "the right stage, but nothing was lost by what happened there");
    }
    return new EpisodeCheck(Outcome.RIGHT, text.toString());
  }

  /** What is to be said of the segments; null for a silent topic, which has none. */
  private static @Nullable String segment(Alert alert, KnownIncident incident) {
    if (incident.topic() != null) {
      return null;
    }
    if (alert.getSegments().isEmpty()) {
      return incident.dimension() == null ? "all segments, as it was" : "its segment was not named";
    }
    NamedSegment named = alert.getSegments().get(0);
    boolean same =
        named.getDimension().equals(incident.dimension())
            && new HashSet<>(incident.values()).containsAll(named.getValues());
    return same ? "its segment too" : "but not in these segments alone";
  }
}

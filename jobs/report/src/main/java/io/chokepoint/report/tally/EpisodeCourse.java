package io.chokepoint.report.tally;

import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.AlertRole;
import io.chokepoint.results.AlertSeverity;
import io.chokepoint.results.AlertState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One trouble from its opening to its end.
 *
 * @param versions what was told of it, in order of the version; at least one
 */
public record EpisodeCourse(List<Alert> versions) {

  /** Copies the list. */
  public EpisodeCourse {
    versions = List.copyOf(versions);
  }

  /** What holds in the end. */
  public Alert latest() {
    return versions.get(versions.size() - 1);
  }

  /** What was told while it lasted, when most was known to be lost; the latest of several. */
  public Alert gravest() {
    Alert gravest = versions.get(0);
    for (Alert version : versions) {
      if (version.getState() != AlertState.resolved && version.getLost() >= gravest.getLost()) {
        gravest = version;
      }
    }
    return gravest;
  }

  /** The version with most lost, be it the last: what it cost in all. */
  public Alert costliest() {
    Alert costliest = gravest();
    for (Alert version : versions) {
      if (version.getLost() >= costliest.getLost()) {
        costliest = version;
      }
    }
    return costliest;
  }

  /** Keys of journeys that it dropped: those that are known last, as they are found by and by. */
  public List<String> exemplars() {
    List<String> last = List.of();
    for (Alert version : versions) {
      last = version.getExemplars().isEmpty() ? last : version.getExemplars();
    }
    return last;
  }

  /** What it was called, in order; more than one where it was told apart only later. */
  public List<AlertKind> kinds() {
    List<AlertKind> kinds = new ArrayList<>();
    for (Alert version : versions) {
      if (kinds.isEmpty() || kinds.get(kinds.size() - 1) != version.getKind()) {
        kinds.add(version.getKind());
      }
    }
    return kinds;
  }

  /** Whether it was ever worth somebody's sleep. */
  public boolean isPage() {
    return versions.stream().anyMatch(version -> version.getSeverity() == AlertSeverity.page);
  }

  /** Whether the cause is here, as far as is known in the end. */
  public boolean isCritical() {
    return latest().getRole() != AlertRole.impacted;
  }

  /** Event time since which, in ms, as known in the end. */
  public long onsetMillis() {
    return latest().getOnset().toEpochMilli();
  }

  /** Event time of the evaluation that opened it, in ms. */
  public long openedMillis() {
    return latest().getOpenedAt().toEpochMilli();
  }

  /** Event time of the evaluation that ended it, in ms; null where it lasts. */
  public @Nullable Long resolvedMillis() {
    Instant resolved = latest().getResolvedAt();
    return resolved == null ? null : resolved.toEpochMilli();
  }

  /** The gravest last: pages behind tickets, causes behind what suffers, then by what was lost. */
  static final Comparator<EpisodeCourse> BY_GRAVITY =
      Comparator.comparing(EpisodeCourse::isCritical)
          .thenComparing(EpisodeCourse::isPage)
          .thenComparingDouble(course -> course.costliest().getLost())
          .thenComparing(Comparator.comparingLong(EpisodeCourse::openedMillis).reversed());
}

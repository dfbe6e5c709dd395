package io.chokepoint.evaluation.score;

import io.chokepoint.domain.network.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was reported with what was true.
 *
 * <p>An episode belongs to the incident in or after which it was opened, as long as the incident
 * can still be felt; one that no incident explains is false. It accuses its step unless it says
 * that the step is downstream of another.
 */
public final class Scorer {
  private static final double MINUTE_MILLIS = 60_000;
  private static final double DAY_MILLIS = 24 * 60 * MINUTE_MILLIS;

  /** An onset is an estimate: evidence of before it may point the same way by chance. */
  private static final long ONSET_MILLIS = 10 * 60_000;

  private final Aftermath aftermath;

  /** Scores cases of a network. */
  public Scorer(Network network) {
    aftermath = new Aftermath(network);
  }

  /**
   * Scores a case.
   *
   * @param incidents what happened, in the order of time
   * @param learnedAt event time from which days count as watched, in ms; episodes count before, too
   * @param endMillis event time at which the case ends
   * @param episodes what was reported
   */
  public CaseScore score(
      List<TrueIncident> incidents, long learnedAt, long endMillis, List<FoundEpisode> episodes) {
    List<IncidentScore> scores = new ArrayList<>();
    for (TrueIncident incident : incidents) {
      scores.add(score(incident, incidents, episodes));
    }
    List<FoundEpisode> unexplained =
        episodes.stream()
            .filter(episode -> episode.openedAt() <= endMillis)
            .filter(episode -> incidents.stream().noneMatch(i -> explains(i, episode)))
            .toList();
    return new CaseScore(scores, unexplained, quietDays(incidents, learnedAt, endMillis));
  }

  private boolean explains(TrueIncident incident, FoundEpisode episode) {
    long onset = incident.incident().onsetMillis();
    long end = incident.incident().endMillis();
    long aftermathMillis = aftermath.millis(episode);
    // What began in the aftermath may take as long again to be seen.
    return episode.openedAt() > onset
        && episode.onset() <= end + aftermathMillis
        && episode.openedAt() <= end + 2 * aftermathMillis
        && (episode.resolvedAt() == null || episode.resolvedAt() > onset);
  }

  /**
   * Whether an episode is of that incident: it explains it, and no later one does to which the
   * episode dates back. Trouble of before an incident is not of it, whenever it is told.
   */
  private boolean isOf(TrueIncident incident, List<TrueIncident> all, FoundEpisode episode) {
    boolean anyEarlier =
        all.stream()
            .filter(other -> !other.overlaps(incident))
            .filter(other -> other.incident().onsetMillis() < incident.incident().onsetMillis())
            .anyMatch(other -> explains(other, episode));
    boolean datesBack = datesBackTo(incident, episode) || !anyEarlier;
    return explains(incident, episode)
        && datesBack
        && all.stream()
            .filter(other -> !other.overlaps(incident))
            .filter(other -> other.incident().onsetMillis() > incident.incident().onsetMillis())
            .noneMatch(other -> explains(other, episode) && datesBackTo(other, episode));
  }

  private static boolean datesBackTo(TrueIncident incident, FoundEpisode episode) {
    return episode.onset() >= incident.incident().onsetMillis() - ONSET_MILLIS;
  }

  private static double quietDays(List<TrueIncident> incidents, long learnedAt, long endMillis) {
    long busy = 0;
    long until = learnedAt;
    for (TrueIncident incident : incidents) {
      // As long as most of what follows an incident can be felt, nothing would be false.
      long over = Math.min(endMillis, incident.incident().endMillis() + 90 * 60_000);
      long from = Math.max(until, incident.incident().onsetMillis());
      busy += Math.max(0, over - from);
      until = Math.max(until, over);
    }
    return Math.max(0, endMillis - learnedAt - busy) / DAY_MILLIS;
  }

  private IncidentScore score(
      TrueIncident incident, List<TrueIncident> all, List<FoundEpisode> episodes) {
    List<TrueIncident> meanwhile = all.stream().filter(incident::overlaps).toList();
    List<FoundEpisode> of =
        episodes.stream()
            .filter(episode -> isOf(incident, all, episode))
            .sorted(Comparator.comparingLong(FoundEpisode::openedAt))
            .toList();
    List<FoundEpisode> own = of.stream().filter(incident::isAt).toList();
    List<FoundEpisode> others =
        of.stream()
            .filter(FoundEpisode::critical)
            .filter(episode -> episode.inTheEnd() != Trouble.SILENT)
            .filter(episode -> meanwhile.stream().noneMatch(i -> i.isAt(episode)))
            .toList();
    boolean calledLossy =
        (incident.isSilence() ? of : own).stream().anyMatch(e -> e.inTheEnd() == Trouble.LOSSY);
    @Nullable FoundEpisode first = own.isEmpty() ? null : own.get(0);
    // What the job says at last: the episode that grew largest, where a stage has several.
    @Nullable FoundEpisode main =
        own.stream().max(Comparator.comparingDouble(Scorer::size)).orElse(null);
    return new IncidentScore(
        incident,
        !of.isEmpty(),
        isStageRight(incident, own, others),
        others.stream().map(FoundEpisode::place).distinct().toList(),
        main == null || incident.isSilence() ? null : isSegmentRight(incident, main),
        main == null ? null : isKindRight(incident, main),
        calledLossy,
        first == null
            ? Double.NaN
            : (first.openedAt() - incident.incident().onsetMillis()) / MINUTE_MILLIS,
        own.size(),
        lostError(incident, main),
        covered(incident, main),
        minutesToResolution(incident, own));
  }

  private static double size(FoundEpisode episode) {
    return Double.isNaN(episode.lost()) ? 0 : episode.lost();
  }

  private static boolean isStageRight(
      TrueIncident incident, List<FoundEpisode> own, List<FoundEpisode> others) {
    if (incident.isSilence()) {
      return !own.isEmpty() && others.isEmpty();
    }
    List<FoundEpisode> accused = own.stream().filter(FoundEpisode::critical).toList();
    if (incident.isSlow()) {
      return !accused.isEmpty()
          && others.stream().noneMatch(other -> other.inTheEnd() == Trouble.LOSSY);
    }
    double largest = accused.stream().mapToDouble(Scorer::size).max().orElse(0);
    // Losses of another path are counted in other units: of nodes, of users.
    return !accused.isEmpty()
        && others.stream()
            .filter(other -> Objects.equals(other.path(), incident.incident().path()))
            .noneMatch(other -> size(other) > largest);
  }

  private static boolean isSegmentRight(TrueIncident incident, FoundEpisode episode) {
    String value = episode.segment();
    return Objects.equals(incident.incident().dimension(), episode.dimension())
        && (value == null || incident.incident().values().contains(value));
  }

  private static boolean isKindRight(TrueIncident incident, FoundEpisode episode) {
    Trouble expected =
        incident.isSilence() ? Trouble.SILENT : incident.isSlow() ? Trouble.SLOW : Trouble.LOSSY;
    return episode.inTheEnd() == expected;
  }

  private static double lostError(TrueIncident incident, @Nullable FoundEpisode episode) {
    long lost = incident.incident().lost();
    if (episode == null || lost == 0 || incident.isSlow() || incident.isSilence()) {
      return Double.NaN;
    }
    return Math.abs(episode.lost() - lost) / lost;
  }

  private static @Nullable Boolean covered(TrueIncident incident, @Nullable FoundEpisode episode) {
    if (Double.isNaN(lostError(incident, episode))
        || episode == null
        || Double.isNaN(episode.lostLow())
        || Double.isNaN(episode.lostHigh())) {
      return null;
    }
    long lost = incident.incident().lost();
    return episode.lostLow() <= lost && lost <= episode.lostHigh();
  }

  private static double minutesToResolution(TrueIncident incident, List<FoundEpisode> own) {
    long resolved = Long.MIN_VALUE;
    for (FoundEpisode episode : own) {
      Long at = episode.resolvedAt();
      if (at == null) {
        return Double.NaN;
      }
      resolved = Math.max(resolved, at);
    }
    return own.isEmpty()
        ? Double.NaN
        : Math.max(0, resolved - incident.incident().endMillis()) / MINUTE_MILLIS;
  }
}

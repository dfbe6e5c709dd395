package io.chokepoint.evaluation.table;

import io.chokepoint.evaluation.score.FoundEpisode;
import io.chokepoint.evaluation.score.IncidentScore;
import java.util.List;
import java.util.Objects;

/**
 * The figures of one reporter over some cases.
 *
 * @param incidents how many incidents there were
 * @param found those of which anything was reported
 * @param stageRight those whose stage was accused, and no other more
 * @param segmentRight of those found at their stage that one segment explains, those blamed on it
 * @param allRight of the others found there, those blamed on all segments
 * @param kindRight of those found there, those called what they were in the end
 * @param detectionMedian median minutes to detection; NaN where nothing was found
 * @param detectionP90 the 90th percentile of them; NaN likewise
 * @param quietDays days in which each episode would have been false
 * @param falsePages false episodes that paged
 * @param falseTickets false episodes that did not
 * @param lostErrorMedian median error of the reported loss as a share of the true one; NaN likewise
 * @param covered how many of the intervals hold the true loss
 * @param resolutionMedian median minutes from the end to the end of the episode; NaN likewise
 */
public record Summary(
    int incidents,
    Proportion found,
    Proportion stageRight,
    Proportion segmentRight,
    Proportion allRight,
    Proportion kindRight,
    double detectionMedian,
    double detectionP90,
    double quietDays,
    long falsePages,
    long falseTickets,
    double lostErrorMedian,
    Proportion covered,
    double resolutionMedian) {

  /** In which false episodes are counted. */
  private static final double PERIOD_DAYS = 30;

  /** Sums up incidents, and the false episodes of quiet days. */
  public static Summary of(
      List<IncidentScore> scores, List<FoundEpisode> falseEpisodes, double quietDays) {
    List<IncidentScore> own = scores.stream().filter(s -> s.kindRight() != null).toList();
    List<IncidentScore> placed = scores.stream().filter(s -> s.segmentRight() != null).toList();
    return new Summary(
        scores.size(),
        Proportion.of(scores.stream(), IncidentScore::found),
        Proportion.of(scores.stream(), IncidentScore::stageRight),
        Proportion.of(
            placed.stream().filter(IncidentScore::isOfSegment),
            s -> Boolean.TRUE.equals(s.segmentRight())),
        Proportion.of(
            placed.stream().filter(s -> !s.isOfSegment()),
            s -> Boolean.TRUE.equals(s.segmentRight())),
        Proportion.of(own.stream(), s -> Boolean.TRUE.equals(s.kindRight())),
        Quantiles.of(scores.stream().mapToDouble(IncidentScore::minutesToDetection), 0.5),
        Quantiles.of(scores.stream().mapToDouble(IncidentScore::minutesToDetection), 0.9),
        quietDays,
        falseEpisodes.stream().filter(FoundEpisode::paged).count(),
        falseEpisodes.stream().filter(e -> !e.paged()).count(),
        Quantiles.of(scores.stream().mapToDouble(IncidentScore::lostError), 0.5),
        Proportion.of(scores.stream().map(IncidentScore::covered).filter(Objects::nonNull), c -> c),
        Quantiles.of(scores.stream().mapToDouble(IncidentScore::minutesToResolution), 0.5));
  }

  /** Sums up a reporter over cases. */
  public static Summary of(List<CaseResult> results, Reporter reporter) {
    return of(
        results.stream().flatMap(r -> r.score(reporter).incidents().stream()).toList(),
        results.stream().flatMap(r -> r.score(reporter).falseEpisodes().stream()).toList(),
        results.stream().mapToDouble(r -> r.score(reporter).quietDays()).sum());
  }

  /** False episodes in 30 days; NaN where no day was quiet. */
  public double falseInPeriod() {
    return quietDays > 0 ? (falsePages + falseTickets) * PERIOD_DAYS / quietDays : Double.NaN;
  }
}

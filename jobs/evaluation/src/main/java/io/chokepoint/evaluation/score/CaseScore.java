package io.chokepoint.evaluation.score;

import java.util.List;

/**
 * How one reporter did in a case.
 *
 * @param incidents a score of each incident
 * @param falseEpisodes episodes that nothing explains
 * @param quietDays days of event time in which each episode would have been false
 */
public record CaseScore(
    List<IncidentScore> incidents, List<FoundEpisode> falseEpisodes, double quietDays) {

  /** Copies the lists. */
  public CaseScore {
    incidents = List.copyOf(incidents);
    falseEpisodes = List.copyOf(falseEpisodes);
  }
}

package io.chokepoint.evaluation.run;

import io.chokepoint.datagen.scenario.Truth;
import io.chokepoint.evaluation.plan.EvaluationCase;
import io.chokepoint.evaluation.score.FoundEpisode;
import io.chokepoint.evaluation.score.TrueIncident;
import java.util.List;
import java.util.Objects;

/**
 * What there was to be seen in a case, and what the job reported.
 *
 * @param of the case
 * @param truth what really happened
 * @param counts requests counted at the stages of the first path
 * @param finals complete cohorts of all steps
 * @param episodes what the job reported
 * @param splits how many splits of a change of the flow it published
 * @param largestSplitError the largest difference between the sum of the shares and the change, as
 *     a part of the flow
 * @param events how many events there were
 * @param seconds how long the run took
 */
public record Observation(
    EvaluationCase of,
    Truth truth,
    StageCounts counts,
    List<FinalCohort> finals,
    List<FoundEpisode> episodes,
    long splits,
    double largestSplitError,
    long events,
    double seconds)
    implements TrueIncident.Seen {

  /** Copies the lists. */
  public Observation {
    finals = List.copyOf(finals);
    episodes = List.copyOf(episodes);
  }

  /** The incidents that somebody ought to find. */
  public List<TrueIncident> incidents() {
    return TrueIncident.of(truth, of.effects(), of.family().isLive(), this);
  }

  @Override
  public long entrants(String path, String stage, long fromMillis, long toMillis) {
    return finals.stream()
        .filter(cohort -> cohort.stage().equals(stage) && cohort.path().equals(path))
        .filter(cohort -> cohort.start() >= fromMillis && cohort.start() < toMillis)
        .mapToLong(FinalCohort::entrants)
        .sum();
  }

  @Override
  public long usualLagMillis(String path, String stage) {
    long[] lags =
        finals.stream()
            .filter(cohort -> cohort.stage().equals(stage) && cohort.path().equals(path))
            .filter(cohort -> cohort.start() < of.learnedAt())
            .map(FinalCohort::lagMillis)
            .filter(Objects::nonNull)
            .mapToLong(lag -> lag)
            .sorted()
            .toArray();
    return lags.length == 0 ? 0 : lags[lags.length / 2];
  }
}

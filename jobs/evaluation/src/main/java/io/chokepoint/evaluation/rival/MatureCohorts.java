package io.chokepoint.evaluation.rival;

import io.chokepoint.domain.network.Path;
import io.chokepoint.evaluation.run.FinalCohort;
import io.chokepoint.evaluation.run.Observation;
import io.chokepoint.evaluation.score.FoundEpisode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Complete cohorts alone, five minutes of them at a time (or one where a cohort is longer), by the
 * test of two proportions against those that entered while nothing was wrong, within the job's
 * budget of false alarms. It waits for the horizon.
 */
public final class MatureCohorts {
  private static final long LEAST_MILLIS = 5 * 60_000;

  private MatureCohorts() {}

  /** The alarms of a case. */
  public static List<FoundEpisode> episodes(Observation seen) {
    int steps =
        seen.of().network().paths().stream().mapToInt(path -> path.stages().size() - 1).sum();
    List<FoundEpisode> episodes = new ArrayList<>();
    for (Path path : seen.of().network().paths()) {
      for (int s = 1; s < path.stages().size(); s++) {
        episodes.addAll(ofStep(seen, path, path.stages().get(s).name(), steps));
      }
    }
    return episodes;
  }

  private static List<FoundEpisode> ofStep(Observation seen, Path path, String stage, int steps) {
    long blockMillis = Math.max(LEAST_MILLIS, path.cohortMillis());
    TwoProportions test = new TwoProportions(blockMillis, steps);
    List<FinalCohort> cohorts =
        seen.finals().stream()
            .filter(c -> c.path().equals(path.name()) && c.stage().equals(stage))
            .filter(c -> c.start() < seen.truth().endMillis())
            .sorted(Comparator.comparingLong(FinalCohort::start))
            .toList();
    List<FinalCohort> learnt =
        cohorts.stream().filter(c -> c.start() < seen.of().learnedAt()).toList();
    long usual = learnt.stream().mapToLong(FinalCohort::converted).sum();
    long usuallyEntered = learnt.stream().mapToLong(FinalCohort::entrants).sum();
    Alarms alarms = new Alarms(path.name(), stage);
    int next = learnt.size();
    while (next < cohorts.size()) {
      long from = cohorts.get(next).start();
      long block = Math.floorDiv(from, blockMillis);
      long entered = 0;
      long converted = 0;
      long at = from;
      while (next < cohorts.size()
          && Math.floorDiv(cohorts.get(next).start(), blockMillis) == block) {
        FinalCohort cohort = cohorts.get(next++);
        entered += cohort.entrants();
        converted += cohort.converted();
        at = Math.max(at, cohort.completeAt());
      }
      double expected = usuallyEntered == 0 ? 0 : (double) usual / usuallyEntered * entered;
      alarms.judged(
          from, at, test.isLower(converted, entered, usual, usuallyEntered), expected - converted);
    }
    return alarms.episodes();
  }
}

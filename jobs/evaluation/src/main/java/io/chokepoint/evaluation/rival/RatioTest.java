package io.chokepoint.evaluation.rival;

import io.chokepoint.domain.network.Path;
import io.chokepoint.evaluation.run.Observation;
import io.chokepoint.evaluation.run.StageCounts;
import io.chokepoint.evaluation.score.FoundEpisode;
import java.util.ArrayList;
import java.util.List;

/**
 * The same ratio of counts, every five minutes of the last five, by a test of two proportions
 * against what was counted while nothing was wrong, within the job's budget of false alarms.
 */
public final class RatioTest {
  private static final int MINUTES = 5;
  private static final double MINUTE_MILLIS = 60_000;

  private RatioTest() {}

  /** The alarms of a case. */
  public static List<FoundEpisode> episodes(Observation seen) {
    Path path = seen.of().network().paths().get(0);
    StageCounts counts = seen.counts();
    TwoProportions test = new TwoProportions(MINUTES * MINUTE_MILLIS, path.stages().size() - 1);
    int learnt = counts.minute(seen.of().learnedAt());
    List<FoundEpisode> episodes = new ArrayList<>();
    for (int s = 1; s < path.stages().size(); s++) {
      int before = path.stages().get(s).after();
      long usual = counts.count(s, 0, learnt);
      long usuallyEntered = counts.count(before, 0, learnt);
      Alarms alarms = new Alarms(path.name(), path.stages().get(s).name());
      for (int from = learnt;
          from + MINUTES <= counts.minute(seen.truth().endMillis());
          from += MINUTES) {
        long entered = counts.count(before, from, from + MINUTES);
        long converted = counts.count(s, from, from + MINUTES);
        double expected = usuallyEntered == 0 ? 0 : (double) usual / usuallyEntered * entered;
        alarms.judged(
            counts.endOf(from - 1),
            counts.endOf(from + MINUTES - 1),
            test.isLower(converted, entered, usual, usuallyEntered),
            expected - converted);
      }
      episodes.addAll(alarms.episodes());
    }
    return episodes;
  }
}

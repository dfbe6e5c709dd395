package io.chokepoint.evaluation.rival;

import io.chokepoint.domain.network.Path;
import io.chokepoint.evaluation.run.Observation;
import io.chokepoint.evaluation.run.StageCounts;
import io.chokepoint.evaluation.score.FoundEpisode;
import java.util.ArrayList;
import java.util.List;

/**
 * An alert rule on a dashboard: every minute, the count of a stage over the last minutes by that of
 * the stage before it over the same minutes, below a part of what the ratio was while nothing was
 * wrong.
 *
 * @param minutes length of the window
 * @param factor the part of the usual ratio below which it alarms
 * @param consecutive for how many minutes in a row it has to be below
 */
public record FixedThreshold(int minutes, double factor, int consecutive) {
  /** With fewer in the window, a ratio says nothing; anybody would write that into the rule. */
  private static final long FEWEST = 20;

  /** The settings that are tried; the best of them for the suite at hand is what is reported. */
  public static final List<FixedThreshold> SETTINGS = settings();

  private static List<FixedThreshold> settings() {
    List<FixedThreshold> settings = new ArrayList<>();
    for (int minutes : new int[] {5, 15, 30}) {
      for (double factor : new double[] {0.9, 0.8, 0.5}) {
        for (int consecutive : new int[] {1, 5}) {
          settings.add(new FixedThreshold(minutes, factor, consecutive));
        }
      }
    }
    return List.copyOf(settings);
  }

  /** The alarms of a case. */
  public List<FoundEpisode> episodes(Observation seen) {
    Path path = seen.of().network().paths().get(0);
    StageCounts counts = seen.counts();
    int learnt = counts.minute(seen.of().learnedAt());
    List<FoundEpisode> episodes = new ArrayList<>();
    for (int s = 1; s < path.stages().size(); s++) {
      int before = path.stages().get(s).after();
      double usual = ratio(counts.count(s, 0, learnt), counts.count(before, 0, learnt));
      Alarms alarms = new Alarms(path.name(), path.stages().get(s).name());
      int below = 0;
      for (int m = minutes; m < counts.minute(seen.truth().endMillis()); m++) {
        int from = m - minutes + 1;
        long entered = counts.count(before, from, m + 1);
        boolean isBelow =
            entered >= FEWEST && ratio(counts.count(s, from, m + 1), entered) < factor * usual;
        below = isBelow ? below + 1 : 0;
        double missing = usual * counts.count(before, m, m + 1) - counts.count(s, m, m + 1);
        alarms.judged(counts.endOf(from - 1), counts.endOf(m), below >= consecutive, missing);
      }
      episodes.addAll(alarms.episodes());
    }
    return episodes;
  }

  private static double ratio(long converted, long entered) {
    return entered == 0 ? 0 : (double) converted / entered;
  }

  /** What the setting is, for people. */
  public String text() {
    return "%d min below %.1f of the usual ratio, %d in a row"
        .formatted(minutes, factor, consecutive);
  }
}

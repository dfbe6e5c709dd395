package io.chokepoint.evaluation.table;

import java.util.List;

/**
 * Chooses the setting of the threshold that does best over the very cases it is then reported on:
 * better than anybody could who does not know what will happen.
 */
public final class BestThreshold {
  /** Who wakes people more often than every third day is switched off. */
  private static final double MOST_FALSE = 10;

  private BestThreshold() {}

  /**
   * The setting that accuses the right stage most often among those with at most ten false episodes
   * in 30 days; where none keeps to that, the one with the fewest.
   *
   * @param settings how many there are
   * @return the index of a setting
   */
  public static int choose(List<CaseResult> results, int settings) {
    int best = 0;
    double bestMerit = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < settings; i++) {
      double merit = merit(results, i);
      if (merit > bestMerit) {
        best = i;
        bestMerit = merit;
      }
    }
    return best;
  }

  private static double merit(List<CaseResult> results, int setting) {
    Summary summary =
        Summary.of(
            results.stream()
                .flatMap(r -> r.thresholds().get(setting).incidents().stream())
                .filter(score -> !score.truth().isSilence() && !score.truth().isSlow())
                .toList(),
            results.stream()
                .flatMap(r -> r.thresholds().get(setting).falseEpisodes().stream())
                .toList(),
            results.stream().mapToDouble(r -> r.thresholds().get(setting).quietDays()).sum());
    double inPeriod = Double.isNaN(summary.falseInPeriod()) ? 0 : summary.falseInPeriod();
    double right = summary.incidents() == 0 ? 0 : summary.stageRight().share();
    return inPeriod <= MOST_FALSE ? right : -inPeriod;
  }
}

package io.chokepoint.console.memory;

import java.time.Duration;

/**
 * How much is remembered. What is older goes first, and of what is equally old the segments before
 * the totals.
 *
 * @param kept event time, back from the newest cohort
 * @param mostCohorts rows in all networks; each takes some 150 bytes, and so does the name of each
 *     segment of an edge, which counts as one
 * @param mostVerdicts of a network; each takes some 10 KB
 * @param mostEpisodes of a network
 */
public record Bounds(Duration kept, int mostCohorts, int mostVerdicts, int mostEpisodes) {

  /**
   * A day and some 200 MB: as many minutes of totals as there are, and 1,000 segments for hours.
   */
  public static final Bounds USUAL = new Bounds(Duration.ofHours(24), 1_000_000, 1_500, 500);

  /** Those of a recording, whose whole length is to be looked at. */
  public static final Bounds RECORDING =
      new Bounds(Duration.ofDays(3_650), 2_000_000, 10_000, 5_000);

  /** Versions of an episode; the first and the newest are those that matter. */
  static final int MOST_VERSIONS = 64;

  /** Networks and edges beyond this come from no network file that anybody has written. */
  static final int MOST_NETWORKS = 16;

  static final int MOST_EDGES = 512;

  /**
   * @throws IllegalArgumentException where a bound leaves nothing
   */
  public Bounds {
    if (kept.isNegative() || kept.isZero()) {
      throw new IllegalArgumentException("the time kept has to be above 0, not " + kept);
    }
    if (mostCohorts < 1 || mostVerdicts < 1 || mostEpisodes < 1) {
      throw new IllegalArgumentException("every bound has to be at least 1");
    }
  }
}

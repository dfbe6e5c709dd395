package io.chokepoint.report.picture;

import io.chokepoint.report.tally.Count;
import io.chokepoint.report.words.Numbers;
import io.chokepoint.report.words.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/**
 * A point of a series: one cohort, or as many as have to be taken together for the eye.
 *
 * @param fromMillis its start, inclusive
 * @param toMillis its end, exclusive
 * @param count its entrants, at least one, and what became of them
 */
public record Bucket(long fromMillis, long toMillis, Count count) {

  /** More points than this are no longer told apart; a year shows as days. */
  static final int MOST = 370;

  /** A round length may be so many times the least one; beyond that an odd one shows more. */
  private static final long COARSEST = 3;

  private static final long MINUTE = 60_000;

  /** Round lengths; windows of any of them are aligned to 1970 UTC. */
  private static final long[] MINUTES = {
    1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1_440, 2_880, 10_080, 20_160, 40_320
  };

  /**
   * How long the buckets of a path have to be, in ms.
   *
   * @param cohortMillis length of a cohort
   * @param spanMillis what the picture covers
   */
  static long lengthMillis(long cohortMillis, long spanMillis) {
    long cohorts = spanMillis / cohortMillis;
    long least = Math.max(1, (cohorts + MOST - 1) / MOST) * cohortMillis;
    if (least > cohortMillis) {
      for (long minutes : MINUTES) {
        long round = minutes * MINUTE;
        if (round >= least && round % cohortMillis == 0 && round <= COARSEST * least) {
          return round;
        }
      }
    }
    return least;
  }

  /** Takes the cohorts of an edge together; buckets without entrants are left out. */
  static List<Bucket> of(NavigableMap<Long, Count> cohorts, long lengthMillis) {
    List<Bucket> buckets = new ArrayList<>();
    cohorts.forEach(
        (start, count) -> {
          long from = Math.floorDiv(start, lengthMillis) * lengthMillis;
          int last = buckets.size() - 1;
          if (last >= 0 && buckets.get(last).fromMillis == from) {
            buckets.set(
                last, new Bucket(from, from + lengthMillis, buckets.get(last).count.plus(count)));
          } else {
            buckets.add(new Bucket(from, from + lengthMillis, count));
          }
        });
    return buckets;
  }

  /** What a point is, in words. */
  static String explained(long cohortMillis, long lengthMillis) {
    return lengthMillis == cohortMillis
        ? "Each point is one cohort of " + Numbers.duration(cohortMillis) + "."
        : "Each point is "
            + Numbers.duration(lengthMillis)
            + ": "
            + Numbers.count(lengthMillis / cohortMillis)
            + " cohorts of "
            + Numbers.duration(cohortMillis)
            + " taken together, because single ones would be too many to see. All of them are under"
            + " “Every cohort”.";
  }

  /** The share that converted. */
  double rate() {
    return (double) count.converted() / count.entrants();
  }

  /** When it is. */
  public String time() {
    return Times.span(fromMillis, toMillis);
  }

  /** What it says, in one line. */
  public String said() {
    return Times.moment(fromMillis)
        + " · "
        + Numbers.percent(count.rate())
        + " ("
        + Numbers.bounds(count.rate())
        + ") · "
        + Numbers.count(count.converted())
        + " of "
        + Numbers.count(count.entrants());
  }
}

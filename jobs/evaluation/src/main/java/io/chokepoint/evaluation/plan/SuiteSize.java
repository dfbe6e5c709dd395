package io.chokepoint.evaluation.plan;

/**
 * How much is generated.
 *
 * @param quietDays simulated days of quiet traffic
 * @param quietStretches into how many streams they are cut
 * @param lossyStreams streams with incidents that lose a part
 * @param incidents incidents in each of them, and in those of a horizon
 * @param otherStreams streams of each other family
 * @param medleys streams with one incident of each of the most important kinds
 * @param learnMillis how long each stream with incidents is quiet at first, in ms
 */
public record SuiteSize(
    double quietDays,
    int quietStretches,
    int lossyStreams,
    int incidents,
    int otherStreams,
    int medleys,
    long learnMillis) {

  private static final long MINUTE_MILLIS = 60_000;

  /** Enough for the figures: 90 quiet days and some 140 incidents that lose demand. */
  public static final SuiteSize FULL = new SuiteSize(92, 36, 12, 8, 2, 0, 180 * MINUTE_MILLIS);

  /** Some minutes, for whoever changes something. */
  public static final SuiteSize QUICK = new SuiteSize(6, 4, 2, 5, 1, 0, 180 * MINUTE_MILLIS);

  /** About a minute, for every build. */
  public static final SuiteSize SMOKE = new SuiteSize(1, 1, 0, 0, 0, 1, 120 * MINUTE_MILLIS);
}

package io.chokepoint.domain.detection;

/** Under which circumstances a cohort entered, where its fate depends on them; a number. */
final class Context {
  /** Circumstances that are not told apart. */
  static final int NONE = Integer.MIN_VALUE;

  /** All circumstances together. */
  static final int OVERALL = Integer.MAX_VALUE;

  private static final long HOUR_MILLIS = 3_600_000;
  private static final long HOURS_A_WEEK = 168;

  /** 1 January 1970 was a Thursday; hours are counted from Monday, UTC. */
  private static final long FIRST_HOUR = 72;

  private Context() {}

  /** The level of a load: two levels for each doubling. */
  static int ofLoad(double load) {
    return (int) Math.round(2 * StrictMath.log(Math.max(load, 1e-3)) / StrictMath.log(2));
  }

  /** The hour of the week, UTC. */
  static int ofHour(long time) {
    return (int) Math.floorMod(Math.floorDiv(time, HOUR_MILLIS) + FIRST_HOUR, HOURS_A_WEEK);
  }
}

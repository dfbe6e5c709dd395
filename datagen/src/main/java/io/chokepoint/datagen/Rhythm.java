package io.chokepoint.datagen;

/**
 * Demand by hour and weekday, UTC, as a multiple of its mean over a week: a sine with its peak in
 * the afternoon, lower at weekends.
 */
final class Rhythm {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

  /** People ask most at 15:00 and least at 03:00. */
  private static final double PEAK_HOUR = 15;

  private static final int DAYS = 7;
  private static final int WEEKEND_DAYS = 2;

  /** 1 January 1970 was a Thursday; counted from Monday. */
  private static final int FIRST_WEEKDAY = 3;

  private final double dailySwing;
  private final double weekday;
  private final double weekend;

  Rhythm(double dailySwing, double weeklySwing) {
    this.dailySwing = dailySwing;
    weekday = DAYS / (DAYS - WEEKEND_DAYS * weeklySwing);
    weekend = weekday * (1 - weeklySwing);
  }

  /** How many times its mean demand is at a time. */
  double factor(long timeMillis) {
    double hour = (double) Math.floorMod(timeMillis, DAY_MILLIS) / HOUR_MILLIS;
    double day = 1 + dailySwing * StrictMath.cos((hour - PEAK_HOUR) / 24 * 2 * StrictMath.PI);
    int weekdayIndex =
        (int) Math.floorMod(Math.floorDiv(timeMillis, DAY_MILLIS) + FIRST_WEEKDAY, (long) DAYS);
    return day * (weekdayIndex >= DAYS - WEEKEND_DAYS ? weekend : weekday);
  }
}

package io.chokepoint.domain.detection;

import io.chokepoint.domain.detection.EdgeStatus.Kind;

/**
 * Tells loss from delay, by the entrants that are older than nearly all usual lags: if they still
 * convert, it is slow; if they do not, it is a loss, at the latest when they reach the horizon.
 * Refusals say so at once.
 */
final class KindOfTrouble {
  /** Nearly all: the part of those who convert at all that usually has by then. */
  private static final double NEARLY_ALL = 0.99;

  /** Refusals that explain at least this part of what is missing make it a loss. */
  private static final double EXPLAINED = 0.5;

  /** A loss at the horizon is one of at least this part. */
  private static final double LEAST_LOSS = 0.02;

  /** And of so many conversions. */
  private static final double FEWEST_LOST = 3;

  /** And of so many standard deviations. */
  private static final double SIGNIFICANT = 3;

  /** Entrants at the horizon below which nothing is decided by them. */
  private static final double FEWEST_MATURE = 10;

  /** Who is as many times older than nearly all lags without converting is lost. */
  private static final double LONG_PAST = 4;

  /** And as old a part of the horizon. */
  private static final double PART_OF_HORIZON = 0.25;

  /** But only many tell so: a few may have been unlucky together. */
  private static final double MANY = 200;

  /** At most this part of those who are late has converted, where they are lost. */
  private static final double FEW_STILL_CONVERT = 0.05;

  /** At least this part, where they are but late. */
  private static final double MANY_STILL_CONVERT = 0.5;

  private KindOfTrouble() {}

  /**
   * Decides.
   *
   * @param alarm the alarm, with what it knows so far
   * @param usual the usual hazards of its segment
   * @param usuallyRefused the share of entrants that is usually refused
   * @param dispersion of the conversions
   */
  static Kind of(
      Alarm alarm, EdgeShape shape, Hazards usual, double usuallyRefused, double dispersion) {
    Affected affected = alarm.affected;
    double rate = usual.rate();
    if (affected.matureEntrants >= FEWEST_MATURE) {
      double expected = affected.matureEntrants * rate;
      double missing = expected - affected.matureConverted;
      double deviation =
          Math.sqrt(dispersion * affected.matureEntrants * Math.max(rate * (1 - rate), 1e-3));
      if (missing > SIGNIFICANT * deviation
          && missing > LEAST_LOSS * expected
          && missing >= FEWEST_LOST) {
        return Kind.LOSSY;
      }
      if (isBack(affected, usual)) {
        return Kind.SLOW;
      }
    }
    Counts counts = alarm.of(alarm.trigger);
    double refused = counts.refusals.values().stream().mapToLong(Long::longValue).sum();
    double missing = counts.missing();
    if (missing > 0 && refused - usuallyRefused * counts.entrants >= EXPLAINED * missing) {
      return Kind.LOSSY;
    }
    return byAge(affected, shape, usual);
  }

  private static Kind byAge(Affected affected, EdgeShape shape, Hazards usual) {
    int old = usual.binOf(NEARLY_ALL);
    int bins = usual.bins();
    if (old + 1 >= bins || affected.oldestBin() <= old) {
      return Kind.STALLED;
    }
    // Of those at risk at that age, some usually are; the others are late.
    double late =
        affected.life.atRisk[old + 1]
            * (1 - (1 - usual.converted(old)) / Math.max(1e-9, 1 - affected.converted(old)));
    double converted = 0;
    for (int k = old + 1; k < bins; k++) {
      converted += affected.life.converted[k];
    }
    if (late > 0 && converted >= MANY_STILL_CONVERT * late && isBack(affected, usual)) {
      return Kind.SLOW;
    }
    double longPast =
        Math.max(
            LONG_PAST * shape.bins().upperMillis(old),
            PART_OF_HORIZON * shape.bins().upperMillis(bins - 1));
    for (int k = old + 1; k < bins; k++) {
      if (shape.bins().upperMillis(k) >= longPast) {
        return affected.life.atRisk[k] >= MANY && converted < FEW_STILL_CONVERT * late
            ? Kind.LOSSY
            : Kind.STALLED;
      }
    }
    return Kind.STALLED;
  }

  /** Whether the oldest of those affected have converted as many as usual. */
  private static boolean isBack(Affected affected, Hazards usual) {
    int oldest = affected.oldestBin();
    return oldest >= 0 && affected.converted(oldest) >= (1 - LEAST_LOSS) * usual.converted(oldest);
  }
}

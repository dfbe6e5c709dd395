package io.chokepoint.notifier.http;

import java.util.function.DoubleSupplier;

/** How long a receiver is left alone after a failed attempt. */
final class Backoff {

  /** A hiccup is over by then. */
  static final long FIRST_MILLIS = 1_000;

  /** A receiver that is back waits no longer than this for what it has missed. */
  static final long LONGEST_MILLIS = 30_000;

  private static final int MOST_DOUBLINGS = 10;

  private Backoff() {}

  /**
   * The pause before the next attempt: doubled with each failure, and between half of that and all
   * of it by chance, so that what failed together does not come again together.
   *
   * @param failures how many attempts have failed, at least 1
   * @param chance gives a number from 0 to 1
   */
  static long millis(int failures, DoubleSupplier chance) {
    long whole = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures - 1, MOST_DOUBLINGS));
    return whole / 2 + (long) (chance.getAsDouble() * (whole / 2.0));
  }
}

package io.chokepoint.bottleneck.operator;

/** Rounds timers to a grid, so that many keys share one. */
public final class Grid {
  private Grid() {}

  /** The first point of the grid that is not before a time. */
  public static long roundUp(long time, long intervalMillis) {
    long floor = Math.floorDiv(time, intervalMillis) * intervalMillis;
    return floor == time ? time : floor + intervalMillis;
  }
}

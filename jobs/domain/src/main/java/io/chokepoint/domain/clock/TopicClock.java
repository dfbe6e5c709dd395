package io.chokepoint.domain.clock;

import java.util.Arrays;

/**
 * The clock of one topic, put together from what its reporters say: no event of the topic that is
 * on time is earlier. It never goes back.
 *
 * <p>Until each reporter has been heard of, the clock is what it was at the start.
 */
public final class TopicClock implements Reading {
  /** The time of a clock that nothing is known of. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** Who reports. */
  public enum Reporters {
    /**
     * Those who read the topic's partitions: the clock is the least of those that are not idle, and
     * stands still while all of them are.
     */
    READERS,
    /**
     * Those through whose hands the topic's events go on: each reports the whole topic's clock as
     * far as it has passed the events on, so the clock is the least of all.
     */
    RELAYS
  }

  private final Reporters reporters;
  private long[] times = {};
  private boolean[] heard = {};
  private boolean[] idle = {};
  private int unheard;
  private long time;
  private boolean allIdle;

  /**
   * Makes a clock.
   *
   * @param reporters who reports
   * @param start what the clock shows before it is heard of, in ms, or {@link #UNKNOWN}
   */
  public TopicClock(Reporters reporters, long start) {
    this.reporters = reporters;
    this.time = start;
    unheard = 1;
  }

  /**
   * Takes word of a reporter.
   *
   * @param reporter its number, from 0
   * @param of how many reporters there are; where that has changed, all have to report anew
   * @param reported the time that it has reached, in ms, or {@link #UNKNOWN}
   * @param isIdle whether it has had nothing to read for the topic's idle time
   * @return whether the clock or its idleness has changed
   */
  public boolean report(int reporter, int of, long reported, boolean isIdle) {
    if (of != times.length) {
      times = new long[of];
      heard = new boolean[of];
      idle = new boolean[of];
      unheard = of;
    }
    if (!heard[reporter]) {
      heard[reporter] = true;
      unheard--;
    }
    times[reporter] = reported;
    idle[reporter] = isIdle;
    long timeBefore = time;
    boolean idleBefore = allIdle;
    if (unheard == 0) {
      allIdle = areAllIdle();
      time = Math.max(time, least());
    } else {
      allIdle = false;
    }
    return time != timeBefore || allIdle != idleBefore;
  }

  private boolean areAllIdle() {
    for (boolean each : idle) {
      if (!each) {
        return false;
      }
    }
    return true;
  }

  /**
   * The least time of those that count. Readers that were idle before all had been heard of count
   * with what they had reached; the clock stands still with them, since it has been there before
   * wherever one of them was awake.
   */
  private long least() {
    long least = Long.MAX_VALUE;
    boolean any = false;
    for (int i = 0; i < times.length; i++) {
      boolean counts =
          reporters == Reporters.RELAYS || !idle[i] || (allIdle && times[i] != UNKNOWN);
      if (counts) {
        least = Math.min(least, times[i]);
        any = true;
      }
    }
    return any ? least : UNKNOWN;
  }

  @Override
  public long time() {
    return time;
  }

  @Override
  public boolean isIdle() {
    return allIdle;
  }

  @Override
  public String toString() {
    return time + (allIdle ? " idle" : "") + " of " + Arrays.toString(times);
  }
}

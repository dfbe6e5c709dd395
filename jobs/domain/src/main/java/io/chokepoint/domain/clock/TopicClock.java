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
    allIdle = unheard == 0;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < of; i++) {
      allIdle &= idle[i];
      if (!idle[i] || reporters == Reporters.RELAYS) {
        least = Math.min(least, times[i]);
      }
    }
    if (unheard == 0 && !(allIdle && reporters == Reporters.READERS)) {
      time = Math.max(time, least);
    }
    return time != timeBefore || allIdle != idleBefore;
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

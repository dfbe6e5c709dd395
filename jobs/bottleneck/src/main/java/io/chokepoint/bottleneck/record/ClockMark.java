package io.chokepoint.bottleneck.record;

import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.TallyDelta;

/**
 * Word of how far a topic is. It travels on the same roads as what the topic's events become, and
 * never overtakes it; on each road it goes to every subtask.
 *
 * @param topic index of the topic in its network
 * @param reporter which of the subtasks before says so, from 0
 * @param reporters how many they are
 * @param time the time that the reporter has reached, in ms
 * @param idle whether the reporter has had nothing to read for the topic's idle time
 * @param viaGroups whether it came with the events that fan-in groups were expanded to
 */
public record ClockMark(
    int topic, int reporter, int reporters, long time, boolean idle, boolean viaGroups) {
  /** In place of a path's index: marks have keys of their own. */
  static final int SPACE = 0xFFFF;

  private static final int REPORTERS_SHIFT = 24;
  private static final int MOST_REPORTERS = 1 << REPORTERS_SHIFT;
  private static final long IDLE = 1L << 48;
  private static final long VIA_GROUPS = 1L << 49;
  private static final String NOTHING = "";

  /** The stream key, in the space of marks, that a packed key gives. */
  public static StreamKey streamKey(byte[] packedKey) {
    return new StreamKey(SPACE, packedKey);
  }

  /** The cohort key, in the space of marks, that a number gives. */
  public static CohortKey cohortKey(long number) {
    return new CohortKey(SPACE, 0, TallyDelta.TOTAL, number);
  }

  /** The mark on its way to the journeys or the groups; the key decides which subtask gets it. */
  public StageEvent toEvent(byte[] packedKey) {
    return new StageEvent(
        StageEvent.Kind.CLOCK,
        SPACE,
        topic,
        time,
        packedKey,
        null,
        packed(),
        StageEvent.NO_TEXTS,
        0);
  }

  /** The mark that an event of kind {@link StageEvent.Kind#CLOCK} is. */
  public static ClockMark of(StageEvent event) {
    return unpack(event.slot(), event.time(), event.facts());
  }

  /** The mark on its way to the cohort tables; the number decides which subtask gets it. */
  public TallyDelta toTally(long number) {
    return new TallyDelta(
        SPACE,
        topic,
        TallyDelta.TOTAL,
        NOTHING,
        number,
        TallyDelta.Measure.CLOCK,
        time,
        NOTHING,
        packed(),
        0);
  }

  /** The mark that a change of measure {@link TallyDelta.Measure#CLOCK} is. */
  public static ClockMark of(TallyDelta delta) {
    return unpack(delta.edge(), delta.lag(), delta.count());
  }

  private long packed() {
    return reporter
        | (long) reporters << REPORTERS_SHIFT
        | (idle ? IDLE : 0)
        | (viaGroups ? VIA_GROUPS : 0);
  }

  private static ClockMark unpack(int topic, long time, long packed) {
    return new ClockMark(
        topic,
        (int) (packed & MOST_REPORTERS - 1),
        (int) (packed >>> REPORTERS_SHIFT & MOST_REPORTERS - 1),
        time,
        (packed & IDLE) != 0,
        (packed & VIA_GROUPS) != 0);
  }
}

package io.chokepoint.bottleneck.record;

import io.chokepoint.domain.detection.TopicPulse;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.TallyDelta;

/**
 * Word that a topic spoke in a minute of event time. It travels as a {@link ClockMark} does, ahead
 * of the first mark or watermark that passes the minute.
 *
 * <p>It comes to a detector on as many roads as there are cohort tables. Its number tells what was
 * heard before: each reader counts its pulses, and every road keeps their order.
 *
 * @param topic index of the topic in its network
 * @param reader which of the subtasks that read the topic says so, from 0
 * @param readers how many they are
 * @param number later pulses of the same reader have greater numbers, also after a restart
 * @param lastMillis event time of the latest of the events, in ms; it tells the minute
 * @param events how many events there were, at least 1
 */
public record PulseMark(
    int topic, int reader, int readers, long number, long lastMillis, long events) {
  /** Flink allows 2¹⁵ subtasks. */
  private static final int READER_BITS = 15;

  private static final int READERS_BITS = 16;
  private static final int EVENTS_SHIFT = READER_BITS + READERS_BITS;

  /** More events than a reader can see of one minute. */
  private static final long MOST_EVENTS = 1L << 32;

  private static final String NOTHING = "";

  /** Bounds the number of events. */
  public PulseMark {
    events = Math.min(events, MOST_EVENTS);
  }

  /** Start of the minute, in ms. */
  public long minuteStart() {
    return Math.floorDiv(lastMillis, TopicPulse.MINUTE_MILLIS) * TopicPulse.MINUTE_MILLIS;
  }

  /** The mark on its way to the journeys; the key decides which subtask gets it. */
  public StageEvent toEvent(byte[] packedKey) {
    return new StageEvent(
        StageEvent.Kind.PULSE,
        ClockMark.SPACE,
        topic,
        lastMillis,
        packedKey,
        null,
        packed(),
        StageEvent.NO_TEXTS,
        number);
  }

  /** The mark that an event of kind {@link StageEvent.Kind#PULSE} is. */
  public static PulseMark of(StageEvent event) {
    return unpack(event.slot(), event.time(), event.facts(), event.value());
  }

  /** The mark on its way to the cohort tables; the number given decides which subtask gets it. */
  public TallyDelta toTally(long key) {
    return new TallyDelta(
        ClockMark.SPACE,
        topic,
        TallyDelta.TOTAL,
        NOTHING,
        key,
        TallyDelta.Measure.PULSE,
        lastMillis,
        NOTHING,
        packed(),
        number);
  }

  /** The mark that a change of measure {@link TallyDelta.Measure#PULSE} is. */
  public static PulseMark of(TallyDelta delta) {
    return unpack(delta.edge(), delta.lag(), delta.count(), delta.value());
  }

  private long packed() {
    return reader | (long) readers << READER_BITS | events << EVENTS_SHIFT;
  }

  private static PulseMark unpack(int topic, long lastMillis, long packed, long number) {
    return new PulseMark(
        topic,
        (int) (packed & (1 << READER_BITS) - 1),
        (int) (packed >>> READER_BITS & (1 << READERS_BITS) - 1),
        number,
        lastMillis,
        packed >>> EVENTS_SHIFT);
  }
}

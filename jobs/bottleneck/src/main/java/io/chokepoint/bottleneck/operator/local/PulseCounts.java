package io.chokepoint.bottleneck.operator.local;

import io.chokepoint.domain.detection.TopicPulse;

/**
 * How many events of each topic a reader has seen of each minute of event time, until they are told
 * of. Counting one allocates nothing.
 */
final class PulseCounts {
  /**
   * Minutes of one topic that are counted at a time, a power of two: more than topics are out of
   * order by as a rule. Where they are, a minute is told of in parts.
   */
  private static final int MINUTES = 16;

  private final Out out;
  private final long[] minutes;
  private final long[] lastMillis;
  private final long[] events;

  /** Takes what is told. */
  interface Out {
    /** Takes the events of one topic and minute; there may be more of them later. */
    void pulse(int topic, long lastMillis, long events);
  }

  PulseCounts(int topics, Out out) {
    this.out = out;
    minutes = new long[topics * MINUTES];
    lastMillis = new long[topics * MINUTES];
    events = new long[topics * MINUTES];
  }

  /** Counts an event. Where its minute has no room, another minute is told of first. */
  void count(int topic, long time) {
    long minute = Math.floorDiv(time, TopicPulse.MINUTE_MILLIS);
    int at = topic * MINUTES + (int) (minute & MINUTES - 1);
    if (events[at] == 0) {
      minutes[at] = minute;
      lastMillis[at] = time;
    } else if (minutes[at] != minute) {
      out.pulse(topic, lastMillis[at], events[at]);
      minutes[at] = minute;
      lastMillis[at] = time;
      events[at] = 0;
    } else if (time > lastMillis[at]) {
      lastMillis[at] = time;
    }
    events[at]++;
  }

  /** Tells of all minutes that a watermark has passed. */
  void tell(long watermark) {
    // The minute whose last millisecond is the watermark is over.
    long over =
        watermark == Long.MAX_VALUE
            ? Long.MAX_VALUE
            : Math.floorDiv(watermark + 1, TopicPulse.MINUTE_MILLIS);
    for (int at = 0; at < events.length; at++) {
      if (events[at] > 0 && minutes[at] < over) {
        out.pulse(at / MINUTES, lastMillis[at], events[at]);
        events[at] = 0;
      }
    }
  }

  /** Tells of all minutes, also of those that go on. */
  void tellAll() {
    tell(Long.MAX_VALUE);
  }
}

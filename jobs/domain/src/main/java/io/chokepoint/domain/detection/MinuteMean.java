package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;

/**
 * Mean number of events a minute, in which a minute of the past counts the less the older it is.
 */
final class MinuteMean {
  private final double halfLifeMinutes;
  private double events;
  private double minutes;

  MinuteMean(long halfLifeMillis) {
    halfLifeMinutes = (double) halfLifeMillis / TopicPulse.MINUTE_MILLIS;
  }

  /** What is left, after some minutes, of a weight. */
  double left(long elapsedMinutes) {
    // StrictMath: what is judged by this must be the same on every machine.
    return StrictMath.pow(0.5, elapsedMinutes / halfLifeMinutes);
  }

  /** Takes minutes: events in the last of them, none in those before. */
  void add(long elapsedMinutes, long eventsInLast) {
    double left = left(elapsedMinutes);
    events = events * left + eventsInLast;
    // The sum of the weights of the new minutes, a geometric series.
    minutes = minutes * left + (1 - left) / (1 - left(1));
  }

  /** Weight of all events. */
  double events() {
    return events;
  }

  /** Weight of all minutes, which is what the longest memory of them could hold at most. */
  double minutes() {
    return minutes;
  }

  /** Starts with what was learnt before. */
  void start(double eventsBefore, double minutesBefore) {
    events += eventsBefore;
    minutes += minutesBefore;
  }

  void pack(Packing.Writer writer) {
    writer.number(events);
    writer.number(minutes);
  }

  void unpack(Packing.Reader reader) {
    events = reader.number();
    minutes = reader.number();
  }
}

package io.chokepoint.domain.detection;

/**
 * Word that a topic spoke in a minute of event time. Several of the same minute add up.
 *
 * @param topic index of the topic in its network
 * @param minuteStart start of the minute, in ms
 * @param lastMillis event time of the latest of the events, in ms
 * @param events how many events there were
 */
public record TopicPulse(int topic, long minuteStart, long lastMillis, long events) {

  /** Length of a minute, in ms. */
  public static final long MINUTE_MILLIS = 60_000;
}

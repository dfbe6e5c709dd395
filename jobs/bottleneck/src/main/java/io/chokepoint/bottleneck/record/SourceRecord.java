package io.chokepoint.bottleneck.record;

import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.domain.journey.StageEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as a source read it: decoded, or refused, and in both cases whole, so that nothing that
 * follows can lose it. It lives between a source and the operator chained to it.
 *
 * @param origin where it stood
 * @param topic index of its topic in the network, or {@link #NO_TOPIC} where it was refused
 * @param time event time in ms; meaningless where it was refused
 * @param events what it means to the paths; empty where no stage asks for it or it was refused
 * @param refusal why it was refused, or null
 */
public record SourceRecord(
    Origin origin, int topic, long time, List<StageEvent> events, @Nullable Refused refusal) {
  /** The topic of a record that was refused, perhaps for want of one. */
  public static final int NO_TOPIC = -1;

  /**
   * Where a record stood, and its bytes.
   *
   * @param topic the topic, or the file
   * @param partition the partition; 0 for a file
   * @param offset the offset, or the row's number
   * @param timestamp the broker's timestamp in ms, or {@link #NO_TIMESTAMP}
   * @param key the message key, or null
   * @param value the message value, or null
   */
  public record Origin(
      String topic,
      int partition,
      long offset,
      long timestamp,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    /** The timestamp of a record that has none. */
    public static final long NO_TIMESTAMP = -1;
  }

  /**
   * A refusal.
   *
   * @param reason what it is counted as
   * @param message what is wrong, in plain words
   */
  public record Refused(RejectReason reason, String message) {}
}

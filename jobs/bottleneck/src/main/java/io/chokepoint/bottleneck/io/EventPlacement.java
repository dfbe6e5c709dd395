package io.chokepoint.bottleneck.io;

import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecord.Origin;
import io.chokepoint.bottleneck.record.SourceRecord.Refused;
import io.chokepoint.domain.journey.EventFields;
import io.chokepoint.domain.journey.FixedPoint;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.TopicRoles;
import io.chokepoint.domain.network.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns the decoded fields of one topic's events into source records: checks the time, then asks
 * for their roles.
 */
public final class EventPlacement {
  /**
   * The earliest event time, in ms: 36 million years before 1970, as good as never, and yet no sum
   * or difference with a horizon leaves the range of a long. A watermark that did would jump to the
   * far future.
   */
  private static final long EARLIEST = Long.MIN_VALUE >> 3;

  private final int topic;
  private final TopicRoles roles;
  private final String[] names;
  private final EventFields fields;
  private final LongSupplier now;
  private final long maxAheadMillis;

  /**
   * Prepares a topic.
   *
   * @param network a checked network
   * @param topic index of the topic
   * @param now this machine's clock, in ms
   * @param maxAheadMillis how far ahead of it an event may be
   */
  public EventPlacement(Network network, int topic, LongSupplier now, long maxAheadMillis) {
    this.topic = topic;
    roles = new TopicRoles(network, topic, List.of(PathPlan.allOf(network)));
    names = roles.fields();
    fields = new EventFields(names.length);
    this.now = now;
    this.maxAheadMillis = maxAheadMillis;
  }

  /** Names of the fields that a decoder must fill in. */
  public String[] names() {
    return names;
  }

  /** Where a decoder puts the fields of the event at hand. */
  public EventFields fields() {
    return fields;
  }

  /** The record of the event whose fields were just decoded. */
  public SourceRecord place(Origin origin) {
    if (!fields.hasText(0)) {
      return refused(
          origin,
          RejectReason.MISSING_TIME,
          "the event has no field " + names[0] + ", its event time");
    }
    long time;
    try {
      time = fields.isNumber(0) ? fields.number(0) : millis(text().strip());
    } catch (ArithmeticException | NumberFormatException notATime) {
      return refused(
          origin,
          RejectReason.BAD_TIME,
          "the event time "
              + names[0]
              + " is '"
              + excerpt(text())
              + "', not milliseconds since 1970");
    }
    if (time < EARLIEST) {
      return refused(
          origin,
          RejectReason.BAD_TIME,
          "the event time " + names[0] + " is '" + excerpt(text()) + "', before all calendars");
    }
    long clock = now.getAsLong();
    if (time > clock && time - clock > maxAheadMillis) {
      return refused(
          origin,
          RejectReason.FUTURE_TIME,
          "the event time "
              + describe(time)
              + " is more than "
              + maxAheadMillis / 1_000
              + " s ahead of the clock here");
    }
    List<StageEvent> events = new ArrayList<>(2);
    return switch (roles.place(fields, time, events::add)) {
      case PLACED, NOT_ASKED_FOR -> new SourceRecord(origin, topic, time, events, null);
      case WITHOUT_KEY ->
          refused(
              origin,
              RejectReason.MISSING_KEY,
              "the event has none of the correlation keys that its stages need");
      case BAD_VALUE ->
          refused(
              origin,
              RejectReason.BAD_VALUE,
              "the event's value is no decimal number that fits in 64 bits");
    };
  }

  private String text() {
    return String.valueOf(fields.text(0));
  }

  /** Whole milliseconds, however a number is written; fractions of a millisecond are cut off. */
  private static long millis(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' || c == 'e' || c == 'E') {
        return FixedPoint.parse(text, 0);
      }
    }
    return Long.parseLong(text);
  }

  /** The record of an event that was refused. */
  public static SourceRecord refused(Origin origin, RejectReason reason, @Nullable String message) {
    return new SourceRecord(
        origin,
        SourceRecord.NO_TOPIC,
        0,
        List.of(),
        new Refused(reason, excerpt(String.valueOf(message))));
  }

  private static String describe(long time) {
    try {
      return Instant.ofEpochMilli(time).toString();
    } catch (RuntimeException beyondTheCalendar) {
      return Long.toString(time);
    }
  }

  /** Messages quote what they complain about, but never more than a line of it. */
  private static String excerpt(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }
}

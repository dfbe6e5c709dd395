package io.chokepoint.datagen.recording;

import io.chokepoint.schemas.SingleObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads and moves the event time in values of topics. A value has one if it is an Avro single
 * object of a known schema, and its topic's time field is in it: a long in milliseconds since 1970
 * (or micro- or nanoseconds, where the schema says so), a double, or a text with such a number;
 * dotted names lead into nested records. For one thread.
 */
public final class EventTimes {
  private final Map<String, String> timeFields = new HashMap<>();
  private final LongFunction<@Nullable Schema> schemas;

  /**
   * The event times of some topics.
   *
   * @param topics the topics with their time fields
   * @param schemas the schema of a fingerprint, null where nobody knows it
   */
  public EventTimes(List<RecordedTopic> topics, LongFunction<@Nullable Schema> schemas) {
    for (RecordedTopic topic : topics) {
      String field = topic.timeField();
      if (field != null) {
        timeFields.put(topic.name(), field);
      }
    }
    this.schemas = schemas;
  }

  /** The event time in a value, ms since 1970; {@link RecordedMessage#NO_TIME} without one. */
  public long of(String topic, byte @Nullable [] value) {
    TimeInValue found = find(topic, value);
    return found == null ? RecordedMessage.NO_TIME : found.millis();
  }

  /**
   * A value whose event time is later by so much; every other byte of it stays as it is.
   *
   * @return null if it has no event time that could be moved
   */
  public byte @Nullable [] moved(String topic, byte @Nullable [] value, long byMillis) {
    TimeInValue found = find(topic, value);
    return found == null || value == null ? null : found.moved(value, byMillis);
  }

  private @Nullable TimeInValue find(String topic, byte @Nullable [] value) {
    String field = timeFields.get(topic);
    if (field == null || value == null || !SingleObject.isSingleObject(value)) {
      return null;
    }
    Schema schema = schemas.apply(SingleObject.fingerprintOf(value));
    if (schema == null) {
      return null;
    }
    try {
      return TimeInValue.find(schema, field, value, SingleObject.HEADER_BYTES);
    } catch (IOException | RuntimeException e) {
      // Bytes that are not what they claim to be fail in Avro in many ways, by no common type.
      return null;
    }
  }
}

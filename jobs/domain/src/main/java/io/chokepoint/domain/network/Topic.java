package io.chokepoint.domain.network;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A topic of events and the rules of its clock.
 *
 * @param name the topic's name in Kafka, and the value of the field {@code topic} in a recorded
 *     file
 * @param layer the layer that emits it, or null where the file does not say
 * @param timeField the field with the event time; {@code time} where the file does not say
 * @param latenessMillis how far behind the newest event of its partition an event may be without
 *     being late, in ms
 * @param idleMillis after how long without events a partition no longer holds the others up, in ms
 * @param format how its messages are written in Kafka; {@link TopicFormat#AVRO} where the file does
 *     not say
 */
public record Topic(
    String name,
    @Nullable String layer,
    String timeField,
    long latenessMillis,
    long idleMillis,
    TopicFormat format)
    implements Serializable {

  /** A topic in single-object encoding. */
  public Topic(
      String name, @Nullable String layer, String timeField, long latenessMillis, long idleMillis) {
    this(name, layer, timeField, latenessMillis, idleMillis, TopicFormat.AVRO);
  }
}

package io.chokepoint.datagen;

import org.apache.avro.specific.SpecificRecord;

/**
 * An event of the simulated network.
 *
 * @param topic the topic it belongs to
 * @param key its correlation key, by which a topic is partitioned
 * @param eventTimeMillis when it happened by the clock of its producer, ms since 1970 UTC
 * @param deliveredMillis when it reaches the topic, by a clock that is right; events come in the
 *     order of this time
 * @param value the event itself, of the topic's contract
 */
public record SimulatedEvent(
    String topic, String key, long eventTimeMillis, long deliveredMillis, SpecificRecord value) {

  /** An event that is delivered when it happens. */
  public SimulatedEvent(String topic, String key, long eventTimeMillis, SpecificRecord value) {
    this(topic, key, eventTimeMillis, eventTimeMillis, value);
  }
}

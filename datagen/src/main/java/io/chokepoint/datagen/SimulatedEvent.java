package io.chokepoint.datagen;

import org.apache.avro.specific.SpecificRecord;

/**
 * An event of the simulated network.
 *
 * @param topic the topic it belongs to
 * @param key its correlation key, by which a topic is partitioned
 * @param eventTimeMillis when it happened, ms since 1970 UTC
 * @param value the event itself, of the topic's contract
 */
public record SimulatedEvent(
    String topic, String key, long eventTimeMillis, SpecificRecord value) {}

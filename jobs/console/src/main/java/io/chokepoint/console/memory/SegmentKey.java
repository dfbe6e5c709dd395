package io.chokepoint.console.memory;

/**
 * A segment of the entrants.
 *
 * @param dimension as the network file names it
 * @param value of it
 */
public record SegmentKey(String dimension, String value) {}

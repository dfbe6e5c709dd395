package io.chokepoint.datagen.imports;

import org.jspecify.annotations.Nullable;

/**
 * An event of a log on its way into the recording.
 *
 * @param timeMillis its event time, ms since 1970
 * @param topic index of its topic in the network
 * @param key its message key
 * @param value its Avro single object
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares events
record ImportedEvent(long timeMillis, int topic, byte @Nullable [] key, byte[] value) {

  /** About what it takes in memory. */
  long bytes() {
    return OBJECT_BYTES + (key == null ? 0 : key.length) + value.length;
  }

  /** The record, two arrays and their place in a list. */
  private static final long OBJECT_BYTES = 80;
}

package io.chokepoint.datagen;

import java.io.Closeable;
import java.io.IOException;

/** Takes simulated events in event-time order; closing it completes what was written. */
public interface EventSink extends Closeable {
  /**
   * Writes an event; it may stay in a buffer.
   *
   * @throws IOException if it, or an earlier one from the buffer, could not be written; the message
   *     is meant for people
   */
  void write(SimulatedEvent event) throws IOException;

  /**
   * Hands on what is buffered, so that readers see it soon.
   *
   * @throws IOException as {@link #write(SimulatedEvent)}
   */
  void flush() throws IOException;
}

package io.chokepoint.bottleneck.io;

import io.chokepoint.domain.journey.EventFields;
import java.io.IOException;

/** Takes the needed fields out of the values of a topic's messages. For one thread. */
public interface EventDecoder {
  /**
   * Reads an event.
   *
   * @param payload the whole value
   * @param into is cleared and then filled; after an exception its content is undefined
   * @throws MalformedEventException if the value is no event that can be read: it is refused
   * @throws IOException if that cannot be known now: nothing may be said of the event
   */
  void decode(byte[] payload, EventFields into) throws MalformedEventException, IOException;
}

package io.chokepoint.bottleneck.io;

/** Why an event is refused before it can belong to a journey. */
public enum RejectReason {
  /** The bytes or the row do not have the shape that their format prescribes. */
  MALFORMED,
  /** The event names a writer schema that is not known. */
  UNKNOWN_SCHEMA,
  /** The topic's time field is absent or null. */
  MISSING_TIME,
  /** The topic's time field is no time. */
  BAD_TIME,
  /** The event's time is too far ahead of now. */
  FUTURE_TIME,
  /** The correlation key is absent or empty. */
  MISSING_KEY,
  /** The value field is no number, or too large. */
  BAD_VALUE,
  /** The event names a topic that the network does not have. */
  UNKNOWN_TOPIC
}

package io.chokepoint.schemas.registry;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A registry does not give what was asked for; the message is meant for people. */
public final class RegistryException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Reason {
    /** The registry has no such schema. */
    UNKNOWN,
    /** It has one, which is not of Avro or cannot be read. */
    UNREADABLE,
    /** It does not let us, or does not take the schema; asking again would not help. */
    REFUSED,
    /** It does not answer, or not as a registry does. */
    UNREACHABLE
  }

  private final Reason reason;

  /**
   * A failure.
   *
   * @param message what is wrong, in plain words
   */
  public RegistryException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }
}

package io.chokepoint.schemas;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A record's bytes cannot be read; the message says why in words for people. */
public final class UnreadableRecordException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with the bytes. */
  public enum Reason {
    /** They do not begin with the marker and a fingerprint. */
    NOT_SINGLE_OBJECT,
    /** Nobody knows the schema with this fingerprint. */
    UNKNOWN_SCHEMA,
    /** The schema is known, but the record is another one than was asked for. */
    OTHER_RECORD,
    /** The bytes end too early or hold what the schema does not allow. */
    MALFORMED
  }

  private final Reason reason;

  UnreadableRecordException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What is wrong with the bytes. */
  public Reason reason() {
    return reason;
  }
}

package io.chokepoint.bottleneck.io;

/**
 * An event whose bytes cannot be read. It carries no stack trace: a topic may be full of such
 * events, and the reason and the message say all there is to know.
 */
public final class MalformedEventException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  /**
   * @param reason the reason under which the event is counted
   * @param message what is wrong, in plain words
   */
  public MalformedEventException(RejectReason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** The reason under which the event is counted. */
  public RejectReason reason() {
    return reason;
  }

  /** What is wrong, in plain words. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}

package io.chokepoint.cli;

/**
 * A command that cannot do what it was asked for, with a message for the person who typed it: what
 * is wrong and what to do.
 */
final class PlainException extends Exception {

  private static final long serialVersionUID = 1L;

  PlainException(String message) {
    super(message);
  }

  /** What a message for people says already. */
  static PlainException of(RuntimeException toldPlainly) {
    String message = toldPlainly.getMessage();
    return new PlainException(
        message == null ? toldPlainly.getClass().getSimpleName() : message, toldPlainly);
  }

  PlainException(String message, Throwable cause) {
    super(message, cause);
  }
}

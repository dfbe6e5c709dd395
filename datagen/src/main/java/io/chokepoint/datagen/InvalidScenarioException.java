package io.chokepoint.datagen;

/** A scenario that cannot be simulated; the message says what to write instead. */
public final class InvalidScenarioException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidScenarioException(String message) {
    super(message);
  }
}

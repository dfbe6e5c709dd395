package io.chokepoint.datagen.scenario;

/** A scenario that cannot be read or cannot be played; the message says what to write instead. */
public final class ScenarioException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A scenario that cannot be.
   *
   * @param message for the person who wrote it: what is wrong, and what to write instead
   */
  public ScenarioException(String message) {
    super(message);
  }
}

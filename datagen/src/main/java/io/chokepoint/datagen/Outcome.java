package io.chokepoint.datagen;

import org.jspecify.annotations.Nullable;

/**
 * How a step ends for those who enter it.
 *
 * @param ending reached, refused with an event, or lost without one
 * @param reason the reason that a refusal gives, or null
 */
record Outcome(Ending ending, @Nullable String reason) {

  /** The ways in which a step ends. */
  enum Ending {
    /** The stage is reached. */
    REACHED,
    /** An event says that it is not. */
    REFUSED,
    /** Nothing is ever heard. */
    SILENT
  }

  static final Outcome REACHED = new Outcome(Ending.REACHED, null);
  static final Outcome SILENT = new Outcome(Ending.SILENT, null);

  boolean isReached() {
    return ending == Ending.REACHED;
  }

  boolean isSilent() {
    return ending == Ending.SILENT;
  }
}

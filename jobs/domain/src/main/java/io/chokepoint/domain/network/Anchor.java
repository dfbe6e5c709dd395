package io.chokepoint.domain.network;

/** What starts a journey. */
public enum Anchor {
  /** One journey a key, anchored at its earliest entry. */
  ONCE,
  /** One journey a key and cohort window, anchored at the earliest entry in that window. */
  PER_WINDOW
}

package io.chokepoint.bottleneck.operator;

/** What can be said of the entrants of a cohort that have not converted. */
public enum Judgement {
  /** They still can, as far as the clocks of the topics tell. */
  PENDING,
  /** They cannot any more: they are dropped. */
  COMPLETE,
  /** The retention is over, and the clocks never came far enough to tell. */
  UNKNOWN
}

package io.chokepoint.datagen.imports.mapping;

/** Why a row of a log is no event. */
public enum RejectReason {
  /** The row does not have the shape that its format prescribes. */
  UNREADABLE_ROW,
  /** The conditions of no rule hold, and nothing says that such rows are to be ignored. */
  NO_RULE,
  /** The columns of the event time are absent or empty. */
  MISSING_TIME,
  /** The event time does not have its format, or is no plausible time. */
  BAD_TIME,
  /** A local time that comes twice, when clocks are set back, and nothing says which is meant. */
  AMBIGUOUS_TIME,
  /** A local time that never comes, when clocks are set forward. */
  NONEXISTENT_TIME,
  /** The correlation key is absent or empty. */
  MISSING_KEY,
  /** A value that the value map of its field does not have. */
  UNMAPPED_VALUE,
  /** A value that is not of the kind that its field holds. */
  BAD_VALUE
}

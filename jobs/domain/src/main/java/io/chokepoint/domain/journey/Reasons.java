package io.chokepoint.domain.journey;

/**
 * Reasons of a drop that no event gave. They begin with a tilde, as no value of a real field
 * should.
 */
public final class Reasons {
  /** Nothing was heard of the stage. */
  public static final String NO_EVENT = "~no_event";

  /** The stage was refused, and the event gave no reason. */
  public static final String UNSPECIFIED = "~unspecified";

  /** The stage, or one before it, does not apply to the journey; on funnel edges only. */
  public static final String NOT_APPLICABLE = "~not_applicable";

  /** The value of a dimension for journeys whose event does not carry it. */
  public static final String NO_VALUE = "~none";

  private Reasons() {}

  /** Whether a reason is that of a refusal, named or not; else nothing was refused. */
  public static boolean isRefusal(String reason) {
    return !reason.equals(NO_EVENT) && !reason.equals(NOT_APPLICABLE);
  }
}

package io.chokepoint.domain.journey;

import java.util.Arrays;

/**
 * What one journey means to one edge. Reused; {@link #entrant} false and {@link #gap} false is
 * nothing at all.
 */
final class EdgeOutcome {
  boolean entrant;
  boolean converted;
  boolean gap;
  long cohortStart;
  long lagMillis;
  long value;
  String reason = "";
  String[] segments = StageEvent.NO_TEXTS;

  /** How many refusals a step has had while it was open. */
  int refusals;

  private long[] refusalLagMillis = {};
  private String[] refusalReasons = StageEvent.NO_TEXTS;

  /** One for each edge of a path. */
  static EdgeOutcome[] ofEach(int edges) {
    EdgeOutcome[] outcomes = new EdgeOutcome[edges];
    Arrays.setAll(outcomes, edge -> new EdgeOutcome());
    return outcomes;
  }

  void clear() {
    entrant = false;
    converted = false;
    gap = false;
    cohortStart = 0;
    lagMillis = 0;
    value = 0;
    reason = "";
    segments = StageEvent.NO_TEXTS;
    refusals = 0;
  }

  /** Adds a refusal; they come in the order of time. */
  void refused(long lag, String by) {
    if (refusals == refusalLagMillis.length) {
      refusalLagMillis = Arrays.copyOf(refusalLagMillis, 4 + 2 * refusals);
      refusalReasons = Arrays.copyOf(refusalReasons, 4 + 2 * refusals);
    }
    refusalLagMillis[refusals] = lag;
    refusalReasons[refusals++] = by;
  }

  /** The lag of a refusal, in ms. */
  long refusalLagMillis(int number) {
    return refusalLagMillis[number];
  }

  /** The reason of a refusal. */
  String refusalReason(int number) {
    return refusalReasons[number];
  }

  boolean isNothing() {
    return !entrant && !gap;
  }

  /** Whether both are the same entrant of the same tables, whatever becomes of it. */
  boolean entersAs(EdgeOutcome other) {
    return entrant
        && other.entrant
        && cohortStart == other.cohortStart
        && value == other.value
        && Arrays.equals(segments, other.segments);
  }

  boolean sameAs(EdgeOutcome other) {
    return entrant == other.entrant
        && converted == other.converted
        && gap == other.gap
        && cohortStart == other.cohortStart
        && lagMillis == other.lagMillis
        && value == other.value
        && reason.equals(other.reason)
        && Arrays.equals(segments, other.segments)
        && refusals == other.refusals
        && Arrays.equals(refusalLagMillis, 0, refusals, other.refusalLagMillis, 0, refusals)
        && Arrays.equals(refusalReasons, 0, refusals, other.refusalReasons, 0, refusals);
  }
}

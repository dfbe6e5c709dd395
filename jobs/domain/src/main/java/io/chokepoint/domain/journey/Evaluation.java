package io.chokepoint.domain.journey;

import java.util.Arrays;

/**
 * The contract itself: which events of a log reach the stages of one journey, and what that means
 * to the edges of its path. Reused from journey to journey; it decides by the log alone.
 */
final class Evaluation {
  private static final int NOT_REACHED = -1;
  private static final int NOT_APPLICABLE = -2;

  private final PathPlan plan;
  private final JourneyLog log;

  /** Position in the log of the event that reaches each stage, or why there is none. */
  private final int[] reached;

  Evaluation(PathPlan plan, JourneyLog log) {
    this.plan = plan;
    this.log = log;
    reached = new int[plan.stages()];
  }

  /**
   * Evaluates a journey.
   *
   * @param anchor position of its anchor in the log
   * @param into takes what it means to each edge
   */
  void of(int anchor, EdgeOutcome[] into) {
    long anchorTime = log.time(anchor);
    reach(anchor);
    int counted = log.stagesOf(anchorTime);
    for (int s = counted; s < reached.length; s++) {
      into[2 * (s - 1)].clear();
      into[2 * (s - 1) + 1].clear();
    }
    for (int s = 1; s < counted; s++) {
      step(s, anchorTime, into[2 * (s - 1)]);
      funnel(s, anchorTime, into[2 * (s - 1) + 1]);
    }
  }

  /** Finds which events reach the stages of the journey with an anchor. */
  private void reach(int anchor) {
    Arrays.fill(reached, NOT_REACHED);
    reached[0] = anchor;
    for (int s = 1; s < reached.length; s++) {
      reach(s, log.time(anchor));
    }
  }

  private void reach(int stage, long anchorTime) {
    int previous = plan.after(stage);
    if (reached[previous] < 0) {
      return;
    }
    if (!applies(stage)) {
      reached[stage] = NOT_APPLICABLE;
      return;
    }
    long earliest = log.time(reached[previous]) - plan.skewMillis(stage);
    long latest = latest(stage, anchorTime);
    for (int i = log.firstAt(stage, earliest); i < log.size() && log.slot(i) == stage; i++) {
      if (log.time(i) > latest) {
        return;
      }
      if (!isTheAnchor(i, anchorTime)) {
        reached[stage] = i;
        return;
      }
    }
  }

  /** Whether an event is the very entry that anchors the journey, and so no later stage of it. */
  private boolean isTheAnchor(int at, long anchorTime) {
    return plan.isPerWindow()
        && log.time(at) == anchorTime
        && (log.facts(at) & PathPlan.ALSO_ENTRY) != 0;
  }

  private long latest(int stage, long anchorTime) {
    return Math.min(
        log.time(reached[plan.after(stage)]) + plan.stepHorizonMillis(stage),
        anchorTime + plan.pathHorizonMillis());
  }

  private boolean applies(int stage) {
    for (long left = plan.applies(stage); left != 0; left &= left - 1) {
      int condition = Long.numberOfTrailingZeros(left);
      boolean holds = false;
      for (int s = plan.after(stage); s >= 0; s = plan.after(s)) {
        long facts = log.facts(reached[s]);
        if ((facts >>> 2 * condition & 1) != 0) {
          holds = (facts >>> 2 * condition + 1 & 1) != 0;
          break;
        }
      }
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private void step(int stage, long anchorTime, EdgeOutcome into) {
    into.clear();
    int previous = reached[plan.after(stage)];
    if (previous < 0 || reached[stage] == NOT_APPLICABLE) {
      return;
    }
    into.entrant = true;
    into.cohortStart = plan.cohortStart(log.time(previous));
    into.value = log.value(reached[0]);
    into.segments = segments(2 * (stage - 1));
    if (reached[stage] >= 0) {
      into.converted = true;
      into.lagMillis = Math.max(0, log.time(reached[stage]) - log.time(previous));
    } else {
      into.reason = refusal(stage, anchorTime);
    }
    if (log.hasRefusals()) {
      refusals(stage, anchorTime, into);
    }
  }

  /** The refusals of a step within its bounds, up to its end where it has come to one. */
  private void refusals(int stage, long anchorTime, EdgeOutcome into) {
    int slot = StageEvent.refusalSlot(stage);
    long start = log.time(reached[plan.after(stage)]);
    long latest = reached[stage] >= 0 ? log.time(reached[stage]) : latest(stage, anchorTime);
    for (int i = log.firstAt(slot, start - plan.skewMillis(stage));
        i < log.size() && log.slot(i) == slot && log.time(i) <= latest;
        i++) {
      into.refused(Math.max(0, log.time(i) - start), log.texts(i)[0]);
    }
  }

  private void funnel(int stage, long anchorTime, EdgeOutcome into) {
    into.clear();
    into.entrant = true;
    into.cohortStart = plan.cohortStart(anchorTime);
    into.value = log.value(reached[0]);
    into.segments = segments(2 * (stage - 1) + 1);
    if (reached[stage] >= 0) {
      into.converted = true;
      into.lagMillis = Math.max(0, log.time(reached[stage]) - anchorTime);
      return;
    }
    int stop = stage;
    while (reached[plan.after(stop)] < 0) {
      stop = plan.after(stop);
    }
    into.reason =
        reached[stop] == NOT_APPLICABLE ? Reasons.NOT_APPLICABLE : refusal(stop, anchorTime);
    into.gap = stop != stage && reached[stop] != NOT_APPLICABLE && isHeardOf(stage, anchorTime);
  }

  /** Whether there is an event of the stage at a time that it can have in the journey. */
  private boolean isHeardOf(int stage, long anchorTime) {
    long earliest = anchorTime - plan.funnelSkewMillis(stage);
    long latest = anchorTime + plan.funnelHorizonMillis(stage);
    for (int i = log.firstAt(stage, earliest);
        i < log.size() && log.slot(i) == stage && log.time(i) <= latest;
        i++) {
      if (!isTheAnchor(i, anchorTime)) {
        return true;
      }
    }
    return false;
  }

  /** The reason of the last refusal within the bounds of a stage that was not reached. */
  private String refusal(int stage, long anchorTime) {
    int slot = StageEvent.refusalSlot(stage);
    long earliest = log.time(reached[plan.after(stage)]) - plan.skewMillis(stage);
    int last = log.firstAt(slot, Math.addExact(latest(stage, anchorTime), 1)) - 1;
    if (last < 0 || log.slot(last) != slot || log.time(last) < earliest) {
      return Reasons.NO_EVENT;
    }
    return log.texts(last)[0];
  }

  private String[] segments(int edge) {
    int[] dimensions = plan.edgeDimensions(edge);
    if (dimensions.length == 0) {
      return StageEvent.NO_TEXTS;
    }
    String[] segments = new String[dimensions.length];
    for (int i = 0; i < dimensions.length; i++) {
      segments[i] = log.texts(reached[plan.boundAt(dimensions[i])])[plan.textOf(dimensions[i])];
    }
    return segments;
  }

  /** Marks the positions of the log that a journey uses. */
  void markReached(int anchor, boolean[] used) {
    reach(anchor);
    for (int at : reached) {
      if (at >= 0) {
        used[at] = true;
      }
    }
  }

  /**
   * The times of the stages on the line to a stage that was reached, in the journey evaluated last.
   */
  long[] timesTo(int stage) {
    long[] times = new long[reached.length];
    Arrays.fill(times, DroppedStep.NOT_REACHED);
    for (int s = stage; s >= 0; s = plan.after(s)) {
      times[s] = log.time(reached[s]);
    }
    return times;
  }
}

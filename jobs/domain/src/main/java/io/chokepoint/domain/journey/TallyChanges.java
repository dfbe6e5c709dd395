package io.chokepoint.domain.journey;

import io.chokepoint.domain.journey.TallyDelta.Measure;
import java.util.function.Consumer;

/**
 * Turns the difference between two evaluations of a journey into signed changes of the tallies.
 *
 * <p>Who enters is told before what becomes of it, and taken back after: wherever the changes are
 * cut, no more have converted than have entered.
 */
final class TallyChanges {
  private final PathPlan plan;

  TallyChanges(PathPlan plan) {
    this.plan = plan;
  }

  /** Emits what turns one evaluation of a journey into another. */
  void difference(EdgeOutcome[] old, EdgeOutcome[] now, Consumer<TallyDelta> changes) {
    for (int edge = 0; edge < now.length; edge++) {
      if (!old[edge].sameAs(now[edge])) {
        boolean stays = old[edge].entersAs(now[edge]);
        emit(edge, old[edge], -1, stays, changes);
        emit(edge, now[edge], 1, stays, changes);
      }
    }
  }

  private void emit(
      int edge, EdgeOutcome of, int sign, boolean stays, Consumer<TallyDelta> changes) {
    if (of.isNothing()) {
      return;
    }
    emit(edge, TallyDelta.TOTAL, "", of, sign, stays, changes);
    int[] dimensions = plan.edgeDimensions(edge);
    for (int i = 0; i < dimensions.length; i++) {
      emit(edge, dimensions[i], of.segments[i], of, sign, stays, changes);
    }
  }

  private void emit(
      int edge,
      int dimension,
      String segment,
      EdgeOutcome of,
      int sign,
      boolean stays,
      Consumer<TallyDelta> changes) {
    TallyDelta entrant =
        new TallyDelta(
            plan.index(),
            edge,
            dimension,
            segment,
            of.cohortStart,
            Measure.ENTRANT,
            0,
            "",
            sign,
            sign * of.value);
    if (of.entrant) {
      if (!stays && sign > 0) {
        changes.accept(entrant);
      }
      if (of.converted) {
        changes.accept(entrant.as(Measure.CONVERTED, of.lagMillis, "", entrant.value()));
      } else if (!of.reason.equals(Reasons.NO_EVENT)) {
        changes.accept(entrant.as(Measure.REASON, 0, of.reason, 0));
      }
      refusals(entrant, of, changes);
      if (!stays && sign < 0) {
        changes.accept(entrant);
      }
    }
    if (of.gap) {
      changes.accept(entrant.as(Measure.GAP, 0, "", 0));
    }
  }

  /** Each refusal holds until the next one, or the conversion. */
  private static void refusals(TallyDelta entrant, EdgeOutcome of, Consumer<TallyDelta> changes) {
    for (int i = 0; i < of.refusals; i++) {
      String reason = of.refusalReason(i);
      changes.accept(entrant.as(Measure.REFUSED, of.refusalLagMillis(i), reason, 0));
      if (i + 1 < of.refusals) {
        changes.accept(
            entrant.as(Measure.REFUSED, of.refusalLagMillis(i + 1), reason, 0).negated());
      } else if (of.converted) {
        changes.accept(entrant.as(Measure.REFUSED, of.lagMillis, reason, 0).negated());
      }
    }
  }
}

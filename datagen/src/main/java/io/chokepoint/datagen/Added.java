package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Effect;
import io.chokepoint.datagen.scenario.Kind;
import io.chokepoint.datagen.scenario.TimedEffect;
import org.jspecify.annotations.Nullable;

/**
 * Demand that an effect adds: a surge of users like the others, or wash demand, whose users do not
 * pay.
 *
 * @param effect the effect
 * @param members where its visits go
 * @param wash where wash demand is turned away, or null where it is real
 * @param share the share of all demand that goes where its visits go
 */
record Added(TimedEffect effect, Members members, @Nullable Wash wash, double share) {

  /** Where wash demand is turned away, and how. */
  record Wash(Step step, Outcome refusal) {
    static Wash at(StepPlan plan, Effect effect) {
      Step step = plan.step();
      String usual = step.reasons().isEmpty() ? null : step.reasons().get(0);
      String reason = effect.reason() == null ? usual : effect.reason();
      return new Wash(step, new Outcome(Outcome.Ending.REFUSED, reason));
    }
  }

  boolean isWash() {
    return effect.effect().kind() == Kind.WASH_DEMAND;
  }

  /** Visits that it adds now, as a multiple of all visits that there would be without it. */
  double extra(long nowMillis) {
    return effect.covers(nowMillis) ? share * (effect.factor(nowMillis) - 1) : 0;
  }
}

package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Effect;
import io.chokepoint.datagen.scenario.TimedEffect;
import org.jspecify.annotations.Nullable;

/**
 * An effect that keeps demand from a stage.
 *
 * @param effect the effect
 * @param members whom it hits
 * @param refusal how those end whose end is told with the effect's reason, or null where the usual
 *     mix of reasons is given
 */
record Loss(TimedEffect effect, Members members, @Nullable Outcome refusal) {
  static Loss of(TimedEffect timed, Members members) {
    Effect effect = timed.effect();
    return new Loss(
        timed,
        members,
        effect.reason() == null ? null : new Outcome(Outcome.Ending.REFUSED, effect.reason()));
  }
}

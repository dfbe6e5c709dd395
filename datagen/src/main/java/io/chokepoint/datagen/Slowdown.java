package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.TimedEffect;

/**
 * An effect that slows a step down.
 *
 * @param effect the effect
 * @param members whom it hits
 */
record Slowdown(TimedEffect effect, Members members) {
  /** The lag that a step has with the effect, in ms. */
  long slowed(long lagMillis, long nowMillis) {
    return (long) (lagMillis * effect.factor(nowMillis)) + effect.delayMillis(nowMillis);
  }
}

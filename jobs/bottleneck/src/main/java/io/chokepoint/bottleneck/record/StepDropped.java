package io.chokepoint.bottleneck.record;

import io.chokepoint.domain.journey.DroppedStep;

/**
 * A journey that a step has dropped, as an example for the verdict.
 *
 * @param step the step, with the journey's key
 */
public record StepDropped(DroppedStep step) implements NetworkNews {}

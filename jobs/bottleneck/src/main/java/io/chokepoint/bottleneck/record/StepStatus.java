package io.chokepoint.bottleneck.record;

import io.chokepoint.domain.detection.EdgeStatus;

/**
 * What the detector of a step says.
 *
 * @param status how the step stands
 */
public record StepStatus(EdgeStatus status) implements NetworkNews {}

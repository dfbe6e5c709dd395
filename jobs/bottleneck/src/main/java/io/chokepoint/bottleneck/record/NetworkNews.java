package io.chokepoint.bottleneck.record;

/** News of a network on its way to its verdict. */
public sealed interface NetworkNews permits EdgeFinal, StepDropped, StepStatus {}

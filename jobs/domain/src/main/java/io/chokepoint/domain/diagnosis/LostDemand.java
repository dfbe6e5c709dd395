package io.chokepoint.domain.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * What an alarm has cost since its onset, counted at the end of the line that passes most.
 *
 * @param conversions missing conversions at the step itself
 * @param goal the stage at which the line ends, where {@code units} are counted
 * @param units journeys of the path that would have come to the goal
 * @param unitsPerHour the same an hour, as it is now
 * @param value what those journeys are worth, fixed-point as the path's value; null without value
 * @param valuePerHour the same an hour, as it is now; null without value
 */
public record LostDemand(
    double conversions,
    String goal,
    Estimate units,
    Estimate unitsPerHour,
    @Nullable Estimate value,
    @Nullable Estimate valuePerHour) {}

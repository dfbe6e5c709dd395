package io.chokepoint.evaluation.run;

import org.jspecify.annotations.Nullable;

/**
 * The total of a complete cohort of a step.
 *
 * @param path name of the path
 * @param stage name of the stage at the step's end
 * @param start start of the cohort, event time in ms
 * @param completeAt event time at which it was complete, in ms
 * @param entrants its entrants
 * @param converted those that converted
 * @param lagMillis median lag of those, in ms, or null where there are none
 */
public record FinalCohort(
    String path,
    String stage,
    long start,
    long completeAt,
    long entrants,
    long converted,
    @Nullable Long lagMillis) {}

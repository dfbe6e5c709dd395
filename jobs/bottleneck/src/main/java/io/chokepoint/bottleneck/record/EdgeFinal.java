package io.chokepoint.bottleneck.record;

/**
 * The total of one cohort of one edge, complete or corrected after that: what a verdict is made of.
 *
 * @param path index of the path
 * @param edge index of the edge in its path
 * @param cohortStart start of the cohort window in ms
 * @param completeAt the event time at which the cohort was complete, or from which this correction
 *     of it is known, in ms
 * @param entrants journeys that entered the edge
 * @param converted entrants that converted
 */
public record EdgeFinal(
    int path, int edge, long cohortStart, long completeAt, long entrants, long converted)
    implements NetworkNews {}

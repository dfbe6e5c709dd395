package io.chokepoint.bench.ladder.oracle;

/**
 * What became of the entrants of an edge, cohort and segment.
 *
 * @param entrants who entered
 * @param converted who got through
 */
public record Counts(long entrants, long converted) {}

package io.chokepoint.domain.diagnosis;

/**
 * The change of a step's rate, split by a dimension into what its segments do differently and what
 * a shift of traffic between them does.
 *
 * @param dimension name of the dimension
 * @param change rate now less the usual rate
 * @param rateChange Σ w̄·Δc: the part that the segments' own rates explain
 * @param mixChange Σ Δw·c̄: the part that the shift of traffic explains; with {@code rateChange} it
 *     adds up to {@code change}
 */
public record MixSplit(String dimension, double change, double rateChange, double mixChange) {}

package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.detection.EdgeStatus.SegmentCounts;

/**
 * The counts of one or more segments since the onset of an alarm.
 *
 * @param entrants entrants
 * @param expected conversions that the usual rates would have given by now
 * @param converted conversions by now
 * @param variance variance of {@code converted} about {@code expected} where nothing is wrong
 */
record Traffic(double entrants, double expected, double converted, double variance) {
  static final Traffic NONE = new Traffic(0, 0, 0, 0);

  static Traffic of(SegmentCounts counts) {
    return new Traffic(counts.entrants(), counts.expected(), counts.converted(), counts.variance());
  }

  Traffic plus(Traffic other) {
    return new Traffic(
        entrants + other.entrants,
        expected + other.expected,
        converted + other.converted,
        variance + other.variance);
  }

  Traffic minus(Traffic other) {
    return new Traffic(
        Math.max(0, entrants - other.entrants),
        Math.max(0, expected - other.expected),
        Math.max(0, converted - other.converted),
        Math.max(0, variance - other.variance));
  }

  /** The same, so many times as scattered. */
  Traffic scattered(double factor) {
    return new Traffic(entrants, expected, converted, variance * factor);
  }

  /** Missing conversions. */
  double loss() {
    return expected - converted;
  }

  /** Observed / expected; 1 where nothing is expected, so nothing is missing. */
  double ratio() {
    return expected > 0 ? converted / expected : 1;
  }

  /** Observed / expected with its interval, from the variance at the observed rate. */
  Estimate ratioEstimate() {
    return expected > 0
        ? Estimate.of(ratio(), Math.sqrt(varianceAt(ratio())) / expected)
            .within(0, Double.MAX_VALUE)
        : new Estimate(1, 0, Double.MAX_VALUE);
  }

  /** The share of entrants that should have converted by now, kept off 0 and 1 by half a count. */
  private double usualShare() {
    return (Math.min(expected, entrants) + 0.5) / (entrants + 1);
  }

  /** The share that converts by now where observed / expected is a ratio; off 0 and 1 likewise. */
  double shareAt(double ratio) {
    return (Math.min(ratio * expected, entrants) + 0.5) / (entrants + 1);
  }

  /**
   * Variance of the conversions where observed / expected is a ratio: the given one, which is that
   * at the usual rate, times p(1 − p) there over p(1 − p) as usual. Without it a step whose usual
   * rate is near 1, and its variance near 0, would find chance significant once it loses.
   */
  double varianceAt(double ratio) {
    double there = shareAt(ratio);
    double usual = usualShare();
    return Math.max(variance, entrants * usual * (1 - usual))
        * (there * (1 - there))
        / (usual * (1 - usual));
  }

  /** How many times as scattered the conversions are as independent ones would be; at least 1. */
  double dispersion() {
    double usual = usualShare();
    return Math.max(1, variance / (entrants * usual * (1 - usual)));
  }
}

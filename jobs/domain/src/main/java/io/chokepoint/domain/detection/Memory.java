package io.chokepoint.domain.detection;

/**
 * How what was learnt fades: its weight halves with each half-life of event time, but for thin
 * traffic no faster than new entrants take its place.
 */
final class Memory {
  private Memory() {}

  /**
   * What is left of what was learnt at another time when it is first used: its weight halves with
   * each half-life between, but as many entrants as are remembered at any rate still count. What
   * was learnt of a later time, as where a day is replayed, is taken as it is.
   *
   * @param ageMillis event time since it was learnt, in ms
   * @param entrants how many it rests on
   * @param enough how many are remembered at any rate
   */
  static double leftAtStart(
      double ageMillis, double halfLifeMillis, double entrants, double enough) {
    double kept = entrants <= enough ? 1 : enough / entrants;
    return Math.max(kept, StrictMath.pow(2, -Math.max(0, ageMillis) / halfLifeMillis));
  }

  /**
   * What is left of the weight of all that was learnt before.
   *
   * @param passedMillis event time since it was last weighed, in ms
   * @param entrants entrants that are new
   * @param enough how many entrants are remembered at any rate
   */
  static double left(double passedMillis, double halfLifeMillis, double entrants, double enough) {
    return Math.max(
        StrictMath.pow(2, -Math.max(0, passedMillis) / halfLifeMillis),
        1 - Math.min(1, entrants / enough));
  }
}

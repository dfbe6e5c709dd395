package io.chokepoint.domain.detection;

/** Holds new cells of cohorts against what is usual. */
final class Judge {

  /** Young are the cells by whose end this part of those who convert at all usually has. */
  private static final double YOUNG = 0.9;

  /** The part of those who convert at all by whose age nearly all have. */
  static final double NEARLY_ALL = 0.995;

  private final Known known;

  Judge(Known known) {
    this.known = known;
  }

  /** Adds the new cells of one segment of a cohort to its tally. */
  void judge(
      CohortEvidence cohort,
      CohortEvidence.OfSegment segment,
      SegmentKey key,
      Watch watch,
      Tally tally) {
    if (cohort.isFirst()) {
      tally.entrants += segment.entrants();
    }
    if (!known.isJudging()) {
      return;
    }
    boolean ofTotal = key.equals(SegmentKey.TOTAL);
    Hazards usual = known.baseline.in(known.loads.of(cohort.cohortStart()));
    boolean isKnown = ofTotal || watch.isKnown();
    if (usual == null) {
      if (known.shape.load() == EdgeShape.Load.ENTRANTS) {
        Hazards overall = known.usual(ofTotal ? null : watch);
        double rate = coarse(overall.rate(), key.dimension(), watch, ofTotal);
        atHorizon(cohort, segment, overall, rate, isKnown, tally);
      }
      return;
    }
    int context = known.loads.of(cohort.cohortStart());
    Hazards own = ofTotal ? usual : watch.hazards(context, usual);
    int young = own.binOf(YOUNG);
    double atRisk = segment.entrants() - segment.convertedBefore();
    for (int k = cohort.fromBin(); k < cohort.toBin(); k++) {
      long converted = segment.converted()[k - cohort.fromBin()];
      if (own.isKnown(k)) {
        tally.mass += segment.entrants() * own.mass(k);
        tally.observed += converted;
        if (isKnown && atRisk >= converted && atRisk > 0) {
          double hazard = Hazards.sure(own.hazard(k));
          tally.judge(Tally.FINE, atRisk, converted, hazard, own.logRatios(k), k <= young);
        }
      }
      atRisk -= converted;
    }
    int nearlyAll = own.binOf(NEARLY_ALL);
    double converted = cohort.convertedAt(segment, nearlyAll);
    if (isKnown && converted >= 0) {
      double rate = coarse(own.converted(nearlyAll), key.dimension(), watch, ofTotal);
      tally.judge(
          Tally.COARSE, segment.entrants(), converted, rate, own.coarseLogRatios(rate), true);
    }
    tally.observed += segment.amended();
  }

  /**
   * A usual rate, no surer than what it was learnt from makes it: members of a batch fail together,
   * so that not to have seen a failure says as little as so many fewer entrants would.
   */
  private double coarse(double rate, int dimension, Watch watch, boolean ofTotal) {
    double together = known.noise(dimension).together(Tally.COARSE);
    double learnt = ofTotal ? known.baseline.entrants() : watch.weight();
    return Hazards.sure(Math.min(rate, 1 - 0.5 * together / (learnt + together)));
  }

  /** At a load at which lags are not known, what is complete at the horizon is evidence. */
  private void atHorizon(
      CohortEvidence cohort,
      CohortEvidence.OfSegment segment,
      Hazards overall,
      double rate,
      boolean isKnown,
      Tally tally) {
    double converted = cohort.convertedAt(segment, known.bins - 1);
    if (converted >= 0) {
      tally.mass += segment.entrants() * rate;
      tally.observed += converted;
      if (isKnown) {
        tally.judge(
            Tally.COARSE, segment.entrants(), converted, rate, overall.coarseLogRatios(rate), true);
      }
    }
    tally.observed += segment.amended();
  }
}

package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.TallyDelta;
import java.util.Map;
import java.util.TreeMap;

/** Weighs the evidence of an evaluation: what it is worth, and how much of it raises an alarm. */
final class Weighing {

  /** What one evaluation of a segment can add to its evidence, as a part of the threshold. */
  private static final double MOST_AT_ONCE = 0.7;

  /** What one evaluation can add to the evidence for each group of those who share a fate. */
  private static final double MOST_OF_GROUP = 0.26;

  /** Evidence of which it is not known what it is worth is worth nothing. */
  private static final double UNKNOWN = 1e9;

  private final Known known;

  Weighing(Known known) {
    this.known = known;
  }

  /** Evidence of more raises an alarm: ln(M·B·K) of the budget. */
  double threshold() {
    long segments =
        1
            + known.watches.entrySet().stream()
                .filter(w -> !w.getKey().equals(SegmentKey.TOTAL) && w.getValue().isKnown())
                .count();
    double evaluations = (double) known.options.periodMillis() / known.shape.evaluationMillis();
    return StrictMath.log(
        Math.max(
            Math.E,
            known.shape.steps()
                * segments
                * evaluations
                * Cusum.SIZE
                / known.options.falseAlarms()));
  }

  /** Adds the evidence of an evaluation to that of each segment. */
  void accumulate(long evaluation, TreeMap<SegmentKey, Tally> tallies) {
    double most = MOST_AT_ONCE * threshold();
    TreeMap<Integer, double[]> divisors = new TreeMap<>();
    for (Map.Entry<SegmentKey, Watch> entry : known.watches.entrySet()) {
      SegmentKey key = entry.getKey();
      Watch watch = entry.getValue();
      Tally tally = tallies.get(key);
      boolean ofTotal = key.equals(SegmentKey.TOTAL);
      if (tally == null) {
        continue;
      }
      double[] divisor = divisors.computeIfAbsent(key.dimension(), this::divisors);
      double weight = ofTotal ? known.baseline.entrants() : watch.weight();
      for (int j = 0; j < Cusum.SIZE; j++) {
        double unsure = 1 + (watch.cusum.entrants(j) + tally.entrants) / weight;
        double ratio = tally.ratios[j] / (divisor[j] * unsure);
        boolean some =
            watch.cusum.add(
                j,
                evaluation,
                known.judgedUntil,
                Math.min(ofTotal ? mostOfGroups(tally, j / Bank.SIZE) : most, ratio),
                tally.entrants);
        if (ofTotal && !some) {
          known.runs[j].clear();
        }
      }
    }
  }

  /**
   * What an evaluation can add to the evidence where a fate is shared by groups. All that many
   * entrants tell is told by the few groups that they make, and groups may well be late together
   * once, an epoch or a batch whole.
   */
  private double mostOfGroups(Tally tally, int grain) {
    if (known.shape.load() != EdgeShape.Load.ENTRANTS) {
      return Double.POSITIVE_INFINITY;
    }
    return MOST_OF_GROUP
        * tally.expected[grain]
        / known.noise(TallyDelta.TOTAL).together(Tally.FINE);
  }

  /** By what the evidence of each grain and alternative is divided, in a dimension. */
  double[] divisors(int dimension) {
    Noise ofDimension = known.noise(dimension);
    double[] divisors = new double[Cusum.SIZE];
    for (int j = 0; j < Cusum.SIZE; j++) {
      int grain = j / Bank.SIZE;
      divisors[j] =
          ofDimension.isKnown(grain) ? ofDimension.divisor(grain, j % Bank.SIZE) : UNKNOWN;
    }
    return divisors;
  }
}

package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import java.util.HashMap;
import java.util.Map;

/**
 * One segment of a step, watched. A segment's usual course is that of the total, bin by bin as much
 * faster or slower as it has been before; a segment of which little is known is like the total.
 */
final class Watch {
  /** Entrants at risk that the total's course counts in that of a segment. */
  private static final double PRIOR = 40;

  /** Learnt entrants below which a segment is not judged: it may be unlike the total. */
  private static final double FEWEST_ENTRANTS = 60;

  /** So many of its entrants are remembered, however long ago they were. */
  private static final double ENOUGH = 500;

  /**
   * After so many half-lives without an entrant, a segment is taken for gone: nodes are replaced.
   */
  private static final double UNSEEN_HALF_LIVES = 7;

  private final int bins;
  final Cusum cusum;
  final Blocks blocks = new Blocks();
  final Recent recent;

  private final Map<Integer, Hazards> courses = new HashMap<>();
  private final double[] converted;
  private final double[] expected;
  private double entrants;
  private long asOf = Long.MIN_VALUE;

  Watch(int bins, long from, long slotMillis) {
    this.bins = bins;
    cusum = new Cusum(from);
    recent = new Recent(slotMillis);
    converted = new double[bins];
    expected = new double[bins];
  }

  void learn(Lesson.OfSegment lesson, long until, double halfLifeMillis) {
    if (asOf != Long.MIN_VALUE && until > asOf) {
      double factor = Memory.left(until - asOf, halfLifeMillis, lesson.entrants, ENOUGH);
      for (int k = 0; k < bins; k++) {
        converted[k] *= factor;
        expected[k] *= factor;
      }
      entrants *= factor;
    }
    asOf = Math.max(asOf, until);
    for (int k = 0; k < bins; k++) {
      converted[k] += lesson.converted[k];
      expected[k] += lesson.expected[k];
    }
    entrants += lesson.entrants;
  }

  /** Whether enough is known of it. */
  boolean isKnown() {
    return entrants >= FEWEST_ENTRANTS;
  }

  /** Learnt entrants, those of the total that count for it included. */
  double weight() {
    return entrants + PRIOR;
  }

  double entrants() {
    return entrants;
  }

  /**
   * Its usual course.
   *
   * @param context the context of the total's course
   * @param ofTotal that course
   */
  Hazards hazards(int context, Hazards ofTotal) {
    Hazards course = courses.get(context);
    if (course == null) {
      double[] own = new double[bins];
      for (int k = 0; k < bins; k++) {
        double hazard = ofTotal.hazard(k);
        double prior = PRIOR * hazard;
        double ratio = (converted[k] + prior) / (expected[k] + prior);
        // Half a failure in the prior's size is always possible.
        own[k] =
            Double.isNaN(hazard) ? hazard : Math.min(ratio * hazard, 1 - 0.5 / (entrants + PRIOR));
      }
      course = Hazards.of(own);
      courses.put(context, course);
    }
    return course;
  }

  /** The total, or this segment, has learnt. */
  void learnt() {
    courses.clear();
  }

  LearntStep.OfSegment learnt(SegmentKey key) {
    return new LearntStep.OfSegment(
        key.dimension(), key.segment(), asOf, entrants, expected.clone(), converted.clone());
  }

  /** Starts with what was learnt before, as it counts at an event time, in ms. */
  void start(LearntStep.OfSegment before, long time, double halfLifeMillis) {
    double left =
        Memory.leftAtStart(time - before.asOf(), halfLifeMillis, before.entrants(), ENOUGH);
    for (int k = 0; k < bins; k++) {
      converted[k] = left * before.converted()[k];
      expected[k] = left * before.expected()[k];
    }
    entrants = left * before.entrants();
    asOf = time;
    courses.clear();
  }

  /** Whether nothing of it is worth keeping. */
  boolean isForgotten(long evaluation, double halfLifeMillis) {
    recent.forgetBefore(evaluation);
    return recent.isEmpty()
        && (entrants < 0.5 || evaluation - asOf > UNSEEN_HALF_LIVES * halfLifeMillis);
  }

  void write(Packing.Writer out) {
    cusum.write(out);
    blocks.write(out);
    recent.write(out);
    out.number(entrants);
    out.signed(asOf);
    for (int k = 0; k < bins; k++) {
      out.number(converted[k]);
      out.number(expected[k]);
    }
  }

  void read(Packing.Reader in) {
    cusum.read(in);
    blocks.read(in);
    recent.read(in);
    entrants = in.number();
    asOf = in.signed();
    for (int k = 0; k < bins; k++) {
      converted[k] = in.number();
      expected[k] = in.number();
    }
  }
}

package io.chokepoint.domain.detection;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What the detector of a step has learnt of what is usual, without the state of any alarm: plain
 * numbers, to be kept in a file and taken up by another detector of the same step.
 *
 * @param isKnown whether it is enough to raise alarms by
 * @param asOf event time up to which it was learnt, in ms
 * @param learntMillis over how much event time, in ms, whatever its age
 * @param entrantMillis the same, as its entrants count: the older the less
 * @param total the course of all entrants
 * @param contexts their course by context: the level of a load, or the hour of the week
 * @param refusals entrants that were refused, by reason
 * @param noise how much more than by chance evaluations vary, by dimension
 * @param segments how the segments differ from the total
 * @param rhythms when its topics speak
 */
public record LearntStep(
    boolean isKnown,
    long asOf,
    double learntMillis,
    double entrantMillis,
    Course total,
    Map<Integer, Course> contexts,
    Map<String, Double> refusals,
    List<Varied> noise,
    List<OfSegment> segments,
    List<Rhythm> rhythms)
    implements Serializable {

  /** Copies the collections. */
  public LearntStep {
    contexts = Map.copyOf(contexts);
    refusals = Map.copyOf(refusals);
    noise = List.copyOf(noise);
    segments = List.copyOf(segments);
    rhythms = List.copyOf(rhythms);
  }

  /**
   * Entrants and conversions by lag bin, each with the weight that it still has.
   *
   * @param entrants all entrants
   * @param atRisk those that had not converted before the bin
   * @param converted those that converted in it
   */
  public record Course(double entrants, double[] atRisk, double[] converted)
      implements Serializable {}

  /**
   * Sums over blocks of evaluations. Each array has one number for each grain and length of a
   * block, and {@code ratioSquares} and {@code drifts} one more for each alternative.
   *
   * @param dimension index of the dimension in its path, or that of the total
   * @param squares squares of the residuals
   * @param variances what chance would make of them
   * @param blocks how many blocks
   * @param ratioSquares squares of the deviations of log-likelihood ratios
   * @param drifts their expectations
   */
  public record Varied(
      int dimension,
      double[] squares,
      double[] variances,
      double[] blocks,
      double[] ratioSquares,
      double[] drifts)
      implements Serializable {}

  /**
   * A segment beside the total.
   *
   * @param dimension index of the dimension in its path
   * @param segment its value
   * @param asOf event time up to which it was learnt, in ms
   * @param entrants its entrants, with the weight that they still have
   * @param expected by lag bin, conversions that the total's course would have given it
   * @param converted by lag bin, its conversions
   */
  public record OfSegment(
      int dimension,
      String segment,
      long asOf,
      double entrants,
      double[] expected,
      double[] converted)
      implements Serializable {}

  /**
   * The rhythm of a topic.
   *
   * @param topic index of the topic
   * @param learntMinutes from how many minutes
   * @param longestGapMillis the longest usual gap between events, in ms
   * @param events events, with the weight that they still have
   * @param minutes minutes, likewise
   */
  public record Rhythm(
      int topic, long learntMinutes, double longestGapMillis, double events, double minutes)
      implements Serializable {}

  /** The usual share of entrants that convert within the horizon. */
  public double rate() {
    return HazardSums.of(total).converted(total.atRisk().length - 1);
  }

  /**
   * How much more than by chance the evaluations of the total vary, at least 1; 1 where it is not
   * known.
   */
  public double dispersion() {
    for (Varied varied : noise) {
      if (varied.dimension == SegmentKey.TOTAL.dimension()) {
        return Noise.of(varied).dispersion(Tally.COARSE);
      }
    }
    return 1;
  }

  /**
   * Whether a detector of a shape can take it up: its arrays are as long as that needs them.
   *
   * @param shape the shape of the step
   */
  public boolean fits(EdgeShape shape) {
    int bins = shape.bins().count();
    return isOf(bins, total)
        && contexts.values().stream().allMatch(course -> isOf(bins, course))
        && noise.stream().allMatch(LearntStep::isWhole)
        && segments.stream().allMatch(s -> s.expected.length == bins && s.converted.length == bins);
  }

  private static boolean isOf(int bins, Course course) {
    return course.atRisk.length == bins && course.converted.length == bins;
  }

  private static boolean isWhole(Varied varied) {
    return varied.squares.length == NoiseSums.SIZE
        && varied.variances.length == NoiseSums.SIZE
        && varied.blocks.length == NoiseSums.SIZE
        && varied.ratioSquares.length == NoiseSums.SIZE * Bank.SIZE
        && varied.drifts.length == NoiseSums.SIZE * Bank.SIZE;
  }
}

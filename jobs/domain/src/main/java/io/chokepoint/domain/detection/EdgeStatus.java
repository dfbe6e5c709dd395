package io.chokepoint.domain.detection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a step stands at an evaluation.
 *
 * @param path index of the path
 * @param edge index of the edge in its path
 * @param evaluation event time of the evaluation, in ms
 * @param phase whether it may be judged, and what the judgement is
 * @param baselineRate the usual share of entrants that convert within the horizon; NaN while
 *     learning
 * @param rate that share now: in an alarm of the entrants since its onset, else of the latest ones;
 *     the life table carried on with the baseline where they are young; NaN without entrants
 * @param rateLow lower end of the 95 % interval of {@code rate}; NaN likewise
 * @param rateHigh upper end of it; NaN likewise
 * @param baselineEntrantsPerHour how many enter in an hour as a rule; NaN while learning
 * @param entrantsPerHour how many enter in an hour now
 * @param valuePerEntrant mean value of an entrant now, fixed-point as the path's value; 0 without
 * @param trouble what is wrong, or null where nothing is
 * @param silence which topic says nothing, or null where all speak
 * @param learningUntil while learning, event time of the first evaluation at which it may be
 *     judged, in ms; null where that depends on entrants to come, or nothing is left to learn
 */
public record EdgeStatus(
    int path,
    int edge,
    long evaluation,
    Phase phase,
    double baselineRate,
    double rate,
    double rateLow,
    double rateHigh,
    double baselineEntrantsPerHour,
    double entrantsPerHour,
    double valuePerEntrant,
    @Nullable Trouble trouble,
    @Nullable Silence silence,
    @Nullable Long learningUntil) {

  /** The status of a step of which it is not known for how long it will learn. */
  public EdgeStatus(
      int path,
      int edge,
      long evaluation,
      Phase phase,
      double baselineRate,
      double rate,
      double rateLow,
      double rateHigh,
      double baselineEntrantsPerHour,
      double entrantsPerHour,
      double valuePerEntrant,
      @Nullable Trouble trouble,
      @Nullable Silence silence) {
    this(
        path,
        edge,
        evaluation,
        phase,
        baselineRate,
        rate,
        rateLow,
        rateHigh,
        baselineEntrantsPerHour,
        entrantsPerHour,
        valuePerEntrant,
        trouble,
        silence,
        null);
  }

  /** Whether a step may be judged, and what the judgement is. */
  public enum Phase {
    /** Too few entrants, or too little time, to know what is usual. */
    LEARNING,
    /** As usual, as far as can be told. */
    USUAL,
    /** Not as usual. */
    ALARM
  }

  /** What is wrong with a step. */
  public enum Kind {
    /** Fewer convert by the horizon. */
    LOSSY,
    /** They convert, but later. */
    SLOW,
    /** They do not convert when they usually do; slow or lost is not yet known. */
    STALLED
  }

  /**
   * An alarm of a step.
   *
   * @param kind what is wrong, as far as is known
   * @param onset event time since which, in ms
   * @param openedAt the evaluation at which it was found, in ms
   * @param recovering since how many evaluations the rate has been back; 0 while it is not
   * @param frozen whether its topic is silent, so that nothing is known of it now
   * @param decidedBy event time by which slow and lossy will have been told apart, in ms
   * @param lost conversions that are missing since the onset: expected less observed, at this step;
   *     those that are late count as long as they are
   * @param lostDeviation standard deviation of that number, dispersion included
   * @param lostPerHour missing conversions an hour now
   * @param entrants entrants since the onset
   * @param segments the counts of each segment since the onset
   * @param reasons the refusals since the onset
   */
  public record Trouble(
      Kind kind,
      long onset,
      long openedAt,
      int recovering,
      boolean frozen,
      long decidedBy,
      double lost,
      double lostDeviation,
      double lostPerHour,
      double entrants,
      List<SegmentCounts> segments,
      List<ReasonCount> reasons) {}

  /**
   * One segment since the onset of an alarm.
   *
   * @param dimension index of the dimension in its path
   * @param segment its value
   * @param entrants entrants since the onset
   * @param expected conversions that its usual rate would have given by now
   * @param converted conversions by now
   * @param variance variance of {@code converted} about {@code expected}, dispersion included
   * @param baselineShare its usual share of the entrants
   * @param baselineRate its usual rate at the horizon
   */
  public record SegmentCounts(
      int dimension,
      String segment,
      double entrants,
      double expected,
      double converted,
      double variance,
      double baselineShare,
      double baselineRate) {}

  /**
   * The refusals of one reason since the onset of an alarm.
   *
   * @param reason the reason; never empty
   * @param count entrants that were refused for it and have not converted
   * @param baselineShare entrants that usually end so, as a share of all
   */
  public record ReasonCount(String reason, double count, double baselineShare) {}

  /**
   * A topic of the step that says nothing for longer than its rhythm makes plausible, although
   * entrants go on.
   *
   * @param topic index of the topic in its network
   * @param since event time of its last event, in ms
   */
  public record Silence(int topic, long since) {}
}

package io.chokepoint.domain.journey;

/**
 * A signed change of one count of one table: what a journey adds to it or takes back.
 *
 * @param path index of the path
 * @param edge index of the edge in its path ({@link PathPlan#edges()})
 * @param dimension index of the dimension in its path, or −1 for the total
 * @param segment the dimension's value; empty for the total
 * @param cohortStart start of the cohort window, in ms
 * @param measure what is counted
 * @param lag the bucket of the lag for {@link Measure#CONVERTED} and {@link Measure#REFUSED}, else
 *     0
 * @param reason the reason for {@link Measure#REASON} and {@link Measure#REFUSED}, else empty
 * @param count how many, signed
 * @param value what they are worth as a fixed-point number, signed; 0 but for entrants and
 *     conversions
 */
public record TallyDelta(
    int path,
    int edge,
    int dimension,
    String segment,
    long cohortStart,
    Measure measure,
    long lag,
    String reason,
    long count,
    long value) {

  /** {@link #dimension()} of the total. */
  public static final int TOTAL = -1;

  /** The same journey, counted as something else. */
  TallyDelta as(Measure other, long otherLag, String otherReason, long otherValue) {
    return new TallyDelta(
        path,
        edge,
        dimension,
        segment,
        cohortStart,
        other,
        otherLag,
        otherReason,
        count,
        otherValue);
  }

  /** The sum of changes of the same count. */
  TallyDelta summed(long bucket, long sum, long worth) {
    return new TallyDelta(
        path, edge, dimension, segment, cohortStart, measure, bucket, reason, sum, worth);
  }

  /** The same change taken back. */
  TallyDelta negated() {
    return new TallyDelta(
        path,
        edge,
        dimension,
        segment,
        cohortStart,
        measure,
        lag,
        reason,
        Math.negateExact(count),
        Math.negateExact(value));
  }

  /** What a tally counts. */
  public enum Measure {
    /** Journeys that entered the edge. */
    ENTRANT,
    /** Journeys that converted, by bucket of the lag. */
    CONVERTED,
    /**
     * Entrants that have not converted, by the last reason known; {@link Reasons#NO_EVENT} is what
     * the other reasons leave, and never said.
     */
    REASON,
    /** Journeys with an event of the edge's end whose predecessor is missing. */
    GAP,
    /** No change: word of how far a topic is, which travels among the changes. */
    CLOCK,
    /**
     * Entrants of a step that are refused and have not converted, by the lag from which on that
     * holds: the sum up to a lag is how it stood then. A conversion, and the next refusal of the
     * same entrant, take it back at theirs.
     */
    REFUSED,
    /** No change: word that a topic spoke, which travels among the changes. */
    PULSE
  }
}

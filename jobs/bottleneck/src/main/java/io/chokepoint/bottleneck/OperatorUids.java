package io.chokepoint.bottleneck;

/**
 * The operators' uids: by them a savepoint finds its operators again, so none is ever changed or
 * used for another role.
 */
public final class OperatorUids {
  /** Members and set events to the journeys of all members. */
  public static final String GROUPS = "fan-in-groups";

  /** Stage events to tally changes. */
  public static final String JOURNEYS = "journeys";

  /** Tally changes to sums of them. */
  public static final String PRE_AGGREGATION = "tally-pre-aggregation";

  /** Sums to conversion rows. */
  public static final String COHORTS = "cohort-tables";

  /** Complete cells and topics that speak to how each step stands. */
  public static final String DETECTORS = "detectors";

  /** Provisional rows, with what is usual, to rows with a nowcast. */
  public static final String NOWCASTS = "nowcasts";

  /** Complete cohorts to verdicts. */
  public static final String VERDICTS = "verdicts";

  /** Dropped journeys to as many as are ever shown. */
  public static final String EXAMPLES = "dropped-pre-selection";

  /** Those to the examples that are shown. */
  public static final String DROPPED = "dropped-samples";

  private OperatorUids() {}

  /** The source of a topic. */
  public static String source(String topic) {
    return "source-" + topic;
  }

  /** What is chained to the source of a topic. */
  public static String routing(String topic) {
    return "routing-" + topic;
  }

  /** The sink of a result topic. */
  public static String sink(String topic) {
    return "sink-" + topic;
  }
}

package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.network.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a step, or with a topic that it needs.
 *
 * @param kind what is wrong
 * @param role whether the cause is here
 * @param severity whether it is worth somebody's sleep
 * @param path name of the path
 * @param from the stage at which the step starts
 * @param to the stage at which it ends; its layer is where demand stops
 * @param topic name of the silent topic; null but for {@link Kind#SILENT}
 * @param onset event time since which, in ms; of a silent topic that of its last event
 * @param frozen whether nothing is known of it now, since a topic is silent
 * @param decidedBy event time by which slow and lossy are told apart, in ms; null where they are
 * @param rate share of the entrants that convert; null where unknown
 * @param rateLow lower end of its 95 % interval; null likewise
 * @param rateHigh upper end of it; null likewise
 * @param baselineRate the usual share; null where unknown
 * @param entrants entrants since the onset; of a silent topic as many as must have entered since
 * @param lost what it costs; null for a silent topic, of which nothing is known
 * @param segments where the loss lies; null where the step has no dimension
 * @param reasons why entrants are refused; null where no refusal is known
 * @param downstream layers that get less because of it, in the order of the network
 * @param cause what explains it, where it is impacted; null where that is not known
 */
public record Accusation(
    Kind kind,
    Role role,
    Severity severity,
    String path,
    Stage from,
    Stage to,
    @Nullable String topic,
    long onset,
    boolean frozen,
    @Nullable Long decidedBy,
    @Nullable Double rate,
    @Nullable Double rateLow,
    @Nullable Double rateHigh,
    @Nullable Double baselineRate,
    double entrants,
    @Nullable LostDemand lost,
    @Nullable SegmentFinding segments,
    @Nullable ReasonFinding reasons,
    List<String> downstream,
    @Nullable Cause cause) {

  /** Copies the list. */
  public Accusation {
    downstream = List.copyOf(downstream);
  }

  /** What is wrong. */
  public enum Kind {
    /** Fewer convert by the horizon. */
    LOSSY,
    /** They convert, but later. */
    SLOW,
    /** They do not convert when they usually do; slow or lost is not yet known. */
    STALLED,
    /** A topic says nothing: its layer stopped, or its telemetry did. */
    SILENT
  }

  /** Whether the cause is here. */
  public enum Role {
    /** It is, as far as can be told. */
    CRITICAL,
    /** It would recover with a critical one. */
    IMPACTED
  }

  /** How loudly to tell. The order is that of urgency. */
  public enum Severity {
    /** Too small, or no cause: for the working day. */
    TICKET,
    /** For now. */
    PAGE
  }
}

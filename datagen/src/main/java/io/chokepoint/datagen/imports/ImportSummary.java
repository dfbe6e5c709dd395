package io.chokepoint.datagen.imports;

import io.chokepoint.datagen.imports.mapping.RejectReason;
import java.util.List;
import java.util.Map;

/**
 * What an import has made.
 *
 * @param rows rows of all logs
 * @param placedRows rows that gave an event
 * @param ignoredRows rows that the mapping says to ignore
 * @param rejectedRows rows that at least one rule should have placed and did not, or no rule
 * @param topics the topics of the network, in its order
 * @param rejected how many rows were rejected for which reason
 * @param examples the first row that was rejected for each reason
 * @param notes what a person should know beside it, a sentence each
 */
public record ImportSummary(
    long rows,
    long placedRows,
    long ignoredRows,
    long rejectedRows,
    List<TopicSum> topics,
    Map<RejectReason, Long> rejected,
    Map<RejectReason, Rejection> examples,
    List<String> notes) {

  /** How values of a topic are written. */
  public enum Values {
    /** As the topic's contract says, so that the job reads them from Kafka as well. */
    CONTRACT,
    /** With a schema that follows from the mapping, and is in the recording. */
    DERIVED,
    /** No rule is for the topic. */
    NONE
  }

  /**
   * What was imported of a topic.
   *
   * @param firstMillis the earliest event time, ms since 1970; meaningless without events
   * @param lastMillis the latest
   */
  public record TopicSum(
      String topic, long events, long firstMillis, long lastMillis, Values values) {}

  /** Events of all topics. */
  public long events() {
    return topics.stream().mapToLong(TopicSum::events).sum();
  }
}

package io.chokepoint.schemas;

import io.chokepoint.results.Alert;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.DroppedJourney;
import io.chokepoint.results.LateRecord;
import io.chokepoint.results.RejectedRecord;
import io.chokepoint.results.UndeliveredAlert;
import io.chokepoint.results.Verdict;
import java.util.Set;
import org.apache.avro.Schema;

/** The topics that the jobs write, each with the current schema of its records. */
public final class ResultTopics {
  /** Conversion rows: one edge, cohort and segment each. */
  public static final String CONVERSIONS = "chokepoint.conversions";

  /** Verdicts: where demand stops. */
  public static final String VERDICTS = "chokepoint.verdicts";

  /** Alerts: episodes of trouble on one edge. */
  public static final String ALERTS = "chokepoint.alerts";

  /** Records that were refused, with what is wrong with them. */
  public static final String REJECTED = "chokepoint.rejected";

  /** Records that came after the retention of their cohort. */
  public static final String LATE = "chokepoint.late";

  /** Examples of dropped journeys. */
  public static final String DROPPED = "chokepoint.dropped";

  /** Versions of episodes that a receiver has not taken. */
  public static final String UNDELIVERED = "chokepoint.undelivered";

  private static final TopicSchemas TOPICS =
      new TopicSchemas("result")
          .with(CONVERSIONS, ConversionRow.getClassSchema())
          .with(VERDICTS, Verdict.getClassSchema())
          .with(ALERTS, Alert.getClassSchema())
          .with(REJECTED, RejectedRecord.getClassSchema())
          .with(LATE, LateRecord.getClassSchema())
          .with(DROPPED, DroppedJourney.getClassSchema())
          .with(UNDELIVERED, UndeliveredAlert.getClassSchema());

  private ResultTopics() {}

  /**
   * The current schema of a topic's records.
   *
   * @throws IllegalArgumentException if it is no result topic; the message names those there are
   */
  public static Schema schemaOf(String topic) {
    return TOPICS.schemaOf(topic);
  }

  /** All result topics. */
  public static Set<String> topics() {
    return TOPICS.topics();
  }
}

package io.chokepoint.console.read;

import io.chokepoint.results.Alert;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.LateRecord;
import io.chokepoint.results.RejectedRecord;
import io.chokepoint.results.Verdict;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.UnreadableRecordException;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** How the messages of the topics that a console shows are read. */
final class ResultDecoders {
  /** The topics that it shows. */
  static final List<String> TOPICS =
      List.of(
          ResultTopics.CONVERSIONS,
          ResultTopics.VERDICTS,
          ResultTopics.ALERTS,
          ResultTopics.REJECTED,
          ResultTopics.LATE);

  private static final Map<String, SingleObjectDecoder<? extends SpecificRecord>> DECODERS =
      Map.of(
          ResultTopics.CONVERSIONS, SingleObjectDecoder.of(ConversionRow.class),
          ResultTopics.VERDICTS, SingleObjectDecoder.of(Verdict.class),
          ResultTopics.ALERTS, SingleObjectDecoder.of(Alert.class),
          ResultTopics.REJECTED, SingleObjectDecoder.of(RejectedRecord.class),
          ResultTopics.LATE, SingleObjectDecoder.of(LateRecord.class));

  private ResultDecoders() {}

  /**
   * The record of a message; null for a tombstone.
   *
   * @throws UnreadableRecordException where it is none that this release knows
   */
  static @Nullable SpecificRecord decode(String topic, byte @Nullable [] value)
      throws UnreadableRecordException {
    SingleObjectDecoder<? extends SpecificRecord> decoder = DECODERS.get(topic);
    return value == null || decoder == null ? null : decoder.decode(value);
  }
}

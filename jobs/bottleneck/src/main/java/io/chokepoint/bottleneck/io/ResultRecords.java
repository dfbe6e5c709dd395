package io.chokepoint.bottleneck.io;

import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecord.Origin;
import io.chokepoint.bottleneck.record.SourceRecord.Refused;
import io.chokepoint.results.Alert;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.DroppedJourney;
import io.chokepoint.results.LateRecord;
import io.chokepoint.results.RejectReason;
import io.chokepoint.results.RejectedRecord;
import io.chokepoint.results.Verdict;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.SingleObjectEncoder;
import io.chokepoint.schemas.UnreadableRecordException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Encodes results for their topics. For one thread. */
public final class ResultRecords {
  private final SingleObjectEncoder<ConversionRow> rows =
      SingleObjectEncoder.of(ConversionRow.class);
  private final SingleObjectEncoder<Verdict> verdicts = SingleObjectEncoder.of(Verdict.class);
  private final SingleObjectEncoder<Alert> alerts = SingleObjectEncoder.of(Alert.class);
  private final SingleObjectEncoder<RejectedRecord> rejected =
      SingleObjectEncoder.of(RejectedRecord.class);
  private final SingleObjectEncoder<LateRecord> late = SingleObjectEncoder.of(LateRecord.class);
  private final SingleObjectDecoder<LateRecord> lateDecoder =
      SingleObjectDecoder.of(LateRecord.class);
  private final SingleObjectEncoder<DroppedJourney> dropped =
      SingleObjectEncoder.of(DroppedJourney.class);

  /** A conversion row; versions of the same row have the same key. */
  public OutputRecord row(ConversionRow row) {
    String key =
        String.join(
            "|",
            row.getNetwork(),
            row.getPath(),
            row.getEdge().name(),
            row.getFrom(),
            row.getTo(),
            row.getDimension(),
            row.getSegment(),
            Long.toString(row.getCohortStart().toEpochMilli()));
    return record(ResultTopics.CONVERSIONS, key, rows.encode(row));
  }

  /** A verdict, keyed by its network. */
  public OutputRecord verdict(Verdict verdict) {
    return record(ResultTopics.VERDICTS, verdict.getNetwork(), verdicts.encode(verdict));
  }

  /** A version of an episode; all versions have the episode's key. */
  public OutputRecord alert(Alert alert) {
    return record(ResultTopics.ALERTS, alert.getEpisodeId(), alerts.encode(alert));
  }

  /** A refused record, keyed by where it stood. */
  public OutputRecord rejected(SourceRecord record, Refused refusal) {
    Origin origin = record.origin();
    return record(
        ResultTopics.REJECTED,
        position(origin),
        rejected.encode(
            RejectedRecord.newBuilder()
                .setTopic(origin.topic())
                .setPartition(origin.partition())
                .setOffset(origin.offset())
                .setTimestamp(
                    origin.timestamp() == Origin.NO_TIMESTAMP
                        ? null
                        : Instant.ofEpochMilli(origin.timestamp()))
                .setKey(wrap(origin.key()))
                .setValue(wrap(origin.value()))
                .setReason(RejectReason.valueOf(refusal.reason().name().toLowerCase(Locale.ROOT)))
                .setError(refusal.message())
                .build()));
  }

  /**
   * A record that came after its retention, whole, keyed by where it stood.
   *
   * @param record the record
   * @param watermark the watermark when it came, in ms
   */
  public OutputRecord late(SourceRecord record, long watermark) {
    Origin origin = record.origin();
    return record(
        ResultTopics.LATE,
        position(origin),
        late.encode(
            LateRecord.newBuilder()
                .setTopic(origin.topic())
                .setPartition(origin.partition())
                .setOffset(origin.offset())
                .setEventTime(Instant.ofEpochMilli(record.time()))
                .setWatermark(Instant.ofEpochMilli(watermark))
                .setKey(wrap(origin.key()))
                .setValue(wrap(origin.value()))
                .build()));
  }

  /**
   * The same, found out downstream.
   *
   * @param whole what {@link #late(SourceRecord, long)} made of the record at its source
   * @param watermark the watermark when it came, in ms
   */
  public OutputRecord late(byte[] whole, long watermark) {
    try {
      LateRecord record = lateDecoder.decode(whole);
      record.setWatermark(Instant.ofEpochMilli(watermark));
      return record(
          ResultTopics.LATE,
          position(record.getTopic(), record.getPartition(), record.getOffset()),
          late.encode(record));
    } catch (UnreadableRecordException e) {
      throw new IllegalStateException("a late record that its source packed is unreadable", e);
    }
  }

  /** An example of a dropped journey; one journey's at one step has the same key. */
  public OutputRecord dropped(DroppedJourney dropped) {
    String key =
        String.join(
            "|",
            dropped.getNetwork(),
            dropped.getPath(),
            dropped.getFrom(),
            dropped.getTo(),
            dropped.getKey(),
            Long.toString(dropped.getAnchorTime().toEpochMilli()));
    return record(ResultTopics.DROPPED, key, this.dropped.encode(dropped));
  }

  private static String position(Origin origin) {
    return position(origin.topic(), origin.partition(), origin.offset());
  }

  private static String position(String topic, int partition, long offset) {
    return topic + "-" + partition + "@" + offset;
  }

  private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  private static OutputRecord record(String topic, String key, byte[] value) {
    return new OutputRecord(topic, key.getBytes(StandardCharsets.UTF_8), value);
  }
}

package io.chokepoint.datagen.recording;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message of a topic, with all that Kafka keeps of one, and the event time of its value.
 *
 * @param topic its topic
 * @param partition its partition, from 0
 * @param offset its offset in the partition; offsets of a partition rise, with gaps where Kafka has
 *     them (compaction, marks of transactions)
 * @param timestampMillis its timestamp in Kafka, ms since 1970, or {@link #NO_TIME}
 * @param eventTimeMillis the event time in its value, ms since 1970, or {@link #NO_TIME} where the
 *     value has none that can be believed
 * @param key its key, or null
 * @param headers its headers, in their order
 * @param value its value, or null; for the job, an Avro single object
 */
public record RecordedMessage(
    String topic,
    int partition,
    long offset,
    long timestampMillis,
    long eventTimeMillis,
    byte @Nullable [] key,
    List<RecordedHeader> headers,
    byte @Nullable [] value) {

  /** In place of a time: there is none. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** Whether the event time is known. */
  public boolean hasEventTime() {
    return eventTimeMillis != NO_TIME;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordedMessage that
        && topic.equals(that.topic)
        && partition == that.partition
        && offset == that.offset
        && timestampMillis == that.timestampMillis
        && eventTimeMillis == that.eventTimeMillis
        && Arrays.equals(key, that.key)
        && headers.equals(that.headers)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(topic, partition, offset);
  }
}

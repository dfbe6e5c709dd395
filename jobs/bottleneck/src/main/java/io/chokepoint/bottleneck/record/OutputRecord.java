package io.chokepoint.bottleneck.record;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to a topic.
 *
 * @param topic name of the topic
 * @param key the message key, UTF-8: what a later version of the same record has as well
 * @param value the record in Avro single-object encoding
 */
public record OutputRecord(String topic, byte[] key, byte[] value) {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OutputRecord o
        && topic.equals(o.topic)
        && Arrays.equals(key, o.key)
        && Arrays.equals(value, o.value);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(key) + Arrays.hashCode(value);
  }
}

package io.chokepoint.datagen.recording;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A header of a message.
 *
 * @param key its name; may occur several times in a message
 * @param value its bytes; null is kept apart from none
 */
public record RecordedHeader(String key, byte @Nullable [] value) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordedHeader that
        && key.equals(that.key)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + Arrays.hashCode(value);
  }
}

package io.chokepoint.datagen.recording;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A topic of a recording.
 *
 * @param name its name
 * @param timeField the field of its values that holds the event time, or null where nobody knows
 */
public record RecordedTopic(String name, @Nullable String timeField) {

  /** What Kafka allows, which is also what every file system does. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");

  /**
   * A topic.
   *
   * @throws IllegalArgumentException if Kafka allows no such name; the message is for people
   */
  public RecordedTopic {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" is no name of a topic: use 1 to 249 letters, digits, dots, dashes and"
              + " underscores");
    }
  }
}

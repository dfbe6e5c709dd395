package io.chokepoint.bottleneck;

import io.chokepoint.domain.network.TopicFormat;
import io.chokepoint.schemas.ResultTopics;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The formats of the result topics.
 *
 * @param usual of those that are not named
 * @param named by topic
 */
record ResultFormats(TopicFormat usual, Map<String, TopicFormat> named) {

  /**
   * Reads the value of an option, such as {@code registry,chokepoint.alerts:avro}.
   *
   * @throws IllegalArgumentException where it cannot be read; the message says what to write
   */
  static ResultFormats parse(String text) {
    TopicFormat usual = TopicFormat.AVRO;
    Map<String, TopicFormat> named = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int colon = part.indexOf(':');
      if (colon < 0) {
        usual = format(part);
      } else {
        named.put(topic(part.substring(0, colon).strip()), format(part.substring(colon + 1)));
      }
    }
    return new ResultFormats(usual, named);
  }

  private static TopicFormat format(String name) {
    return TopicFormat.named(name.strip())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no format '"
                        + name.strip()
                        + "'; write one of "
                        + String.join(", ", TopicFormat.names())
                        + ", or TOPIC:FORMAT, comma-separated"));
  }

  private static String topic(String name) {
    ResultTopics.schemaOf(name);
    return name;
  }

  TopicFormat of(String topic) {
    return named.getOrDefault(topic, usual);
  }

  /** Whether any topic is of that format. */
  boolean any(TopicFormat format) {
    return ResultTopics.topics().stream().anyMatch(topic -> of(topic) == format);
  }
}

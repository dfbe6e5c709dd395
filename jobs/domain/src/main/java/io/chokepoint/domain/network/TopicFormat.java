package io.chokepoint.domain.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the values of a topic's messages are written in Kafka. */
public enum TopicFormat {
  /** Avro single-object encoding: the fingerprint of the schema, then the record. */
  AVRO,
  /** Confluent's wire format: the schema's id in a schema registry, then the record in Avro. */
  REGISTRY,
  /** One JSON object in UTF-8. */
  JSON;

  /** The names, as files and options have them. */
  public static List<String> names() {
    return Arrays.stream(values()).map(TopicFormat::text).toList();
  }

  /** The format of a name, if it is one. */
  public static Optional<TopicFormat> named(String name) {
    return Arrays.stream(values()).filter(format -> format.text().equals(name)).findFirst();
  }

  /** Its name. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

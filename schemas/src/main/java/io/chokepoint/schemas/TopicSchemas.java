package io.chokepoint.schemas;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/** Topics with the schema of each, in the order in which they were declared. */
final class TopicSchemas {
  private final String what;
  private final Map<String, Schema> schemas = new LinkedHashMap<>();

  /**
   * @param what names the kind of topic in messages, for example "event"
   */
  TopicSchemas(String what) {
    this.what = what;
  }

  TopicSchemas with(String topic, Schema schema) {
    schemas.put(topic, schema);
    return this;
  }

  Schema schemaOf(String topic) {
    Schema schema = schemas.get(topic);
    if (schema == null) {
      throw new IllegalArgumentException(
          "There is no "
              + what
              + " topic \""
              + topic
              + "\"; use one of "
              + String.join(", ", schemas.keySet()));
    }
    return schema;
  }

  Set<String> topics() {
    return Collections.unmodifiableSet(schemas.keySet());
  }
}

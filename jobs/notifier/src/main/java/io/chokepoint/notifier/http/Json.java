package io.chokepoint.notifier.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** JSON of records: the same bytes for the same record, on any machine. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException impossible) {
      throw new AssertionError("a tree can always be written", impossible);
    }
  }

  /** All fields of a record by their names in its schema; times are ISO 8601 in UTC. */
  static ObjectNode of(SpecificRecord record) {
    ObjectNode object = object();
    for (Schema.Field field : record.getSchema().getFields()) {
      object.set(field.name(), value(record.get(field.pos())));
    }
    return object;
  }

  private static JsonNode value(@Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    } else if (value instanceof SpecificRecord record) {
      return of(record);
    } else if (value instanceof Collection<?> items) {
      var array = NODES.arrayNode();
      items.forEach(item -> array.add(value(item)));
      return array;
    } else if (value instanceof Instant time) {
      return NODES.textNode(time.toString());
    } else if (value instanceof Double number) {
      // JSON has no word for what is not finite.
      return Double.isFinite(number) ? NODES.numberNode(number) : NODES.nullNode();
    } else if (value instanceof Long number) {
      return NODES.numberNode(number);
    } else if (value instanceof Integer number) {
      return NODES.numberNode(number);
    } else if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    }
    return NODES.textNode(value.toString());
  }
}

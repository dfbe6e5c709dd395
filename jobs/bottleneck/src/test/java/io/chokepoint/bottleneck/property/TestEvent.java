package io.chokepoint.bottleneck.property;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chokepoint.domain.network.Network;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as its writer means it. Two deliveries of one event are the same instance.
 *
 * @param topic the topic
 * @param time event time in ms
 * @param fields its other fields: texts, lists of texts, or null where it says that one is empty
 */
record TestEvent(String topic, long time, Map<String, @Nullable Object> fields) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The field's text; null where it is absent, empty or a list. */
  @Nullable String text(String field) {
    return fields.get(field) instanceof String text ? text : null;
  }

  /** The field's text; null where there is none or it says nothing. */
  @Nullable String filled(String field) {
    String text = text(field);
    return text == null || text.isEmpty() ? null : text;
  }

  /** The items of a list field that say something. */
  List<String> list(String field) {
    return fields.get(field) instanceof List<?> items
        ? items.stream().map(String::valueOf).filter(item -> !item.isEmpty()).toList()
        : List.of();
  }

  /** The event as a line of a recorded file. */
  String json(Network network) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("topic", topic);
    line.put(network.topics().get(network.topicIndex(topic)).timeField(), Long.toString(time));
    line.putAll(fields);
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Identity: two events that read the same are still two. */
  @Override
  @SuppressWarnings("ReferenceEquality")
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}

package io.chokepoint.datagen.recording.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chokepoint.datagen.recording.RecordedMessage;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a replay is: the recorded offset at which each file goes on, and by how much event times
 * are moved, which must not change on the way.
 */
final class ReplayPosition {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Long> nextOffsets = new TreeMap<>();
  private final long shiftMillis;

  ReplayPosition(long shiftMillis) {
    this.shiftMillis = shiftMillis;
  }

  long shiftMillis() {
    return shiftMillis;
  }

  /** Whether a message was replayed before. */
  boolean isBehind(RecordedMessage message) {
    return message.offset() < nextOffset(message.topic(), message.partition());
  }

  void pass(RecordedMessage message) {
    nextOffsets.put(name(message.topic(), message.partition()), message.offset() + 1);
  }

  private long nextOffset(String topic, int partition) {
    return nextOffsets.getOrDefault(name(topic, partition), 0L);
  }

  private static String name(String topic, int partition) {
    return topic + "-" + partition;
  }

  byte[] toJson() throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("shift_ms", shiftMillis);
    ObjectNode offsets = json.putObject("next_offsets");
    nextOffsets.forEach(offsets::put);
    return JSON.writeValueAsBytes(json);
  }

  static ReplayPosition parse(byte[] bytes) throws IOException {
    try {
      JsonNode json = JSON.readTree(bytes);
      ReplayPosition position = new ReplayPosition(json.required("shift_ms").asLong());
      json.required("next_offsets")
          .properties()
          .forEach(each -> position.nextOffsets.put(each.getKey(), each.getValue().asLong()));
      return position;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new KafkaTrouble(
          "How far the replay was cannot be read in Kafka's topic "
              + ReplayPositions.TOPIC
              + ": "
              + KafkaTrouble.inWords(e)
              + ".",
          e);
    }
  }
}

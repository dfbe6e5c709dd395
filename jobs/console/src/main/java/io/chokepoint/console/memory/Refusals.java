package io.chokepoint.console.memory;

import io.chokepoint.results.LateRecord;
import io.chokepoint.results.RejectedRecord;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many records of each topic were refused, and how many came too late. */
public final class Refusals {
  /** Topics beyond this are counted together. */
  private static final int MOST_TOPICS = 200;

  private static final int LONGEST_ERROR = 500;

  /**
   * What was refused of a topic.
   *
   * @param topic the topic; {@code ~other} where there are too many
   * @param rejected records that were refused
   * @param reasons how many for which reason
   * @param lastError what was wrong with the last one, in words; empty where none was refused
   * @param late records that came after the retention
   */
  public record OfTopic(
      String topic, long rejected, Map<String, Long> reasons, String lastError, long late) {

    OfTopic plus(RejectedRecord record) {
      Map<String, Long> more = new TreeMap<>(reasons);
      more.merge(record.getReason().name(), 1L, Long::sum);
      String error = record.getError();
      return new OfTopic(
          topic,
          rejected + 1,
          more,
          error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error,
          late);
    }

    OfTopic plusLate() {
      return new OfTopic(topic, rejected, reasons, lastError, late + 1);
    }
  }

  private final Map<String, OfTopic> topics = new TreeMap<>();

  void put(RejectedRecord record) {
    topics.compute(name(record.getTopic()), (topic, old) -> orNone(topic, old).plus(record));
  }

  void put(LateRecord record) {
    topics.compute(name(record.getTopic()), (topic, old) -> orNone(topic, old).plusLate());
  }

  private String name(String topic) {
    return topics.size() < MOST_TOPICS || topics.containsKey(topic) ? topic : "~other";
  }

  private static OfTopic orNone(String topic, @Nullable OfTopic old) {
    return old == null ? new OfTopic(topic, 0, Map.of(), "", 0) : old;
  }

  List<OfTopic> byTopic() {
    return List.copyOf(topics.values());
  }
}

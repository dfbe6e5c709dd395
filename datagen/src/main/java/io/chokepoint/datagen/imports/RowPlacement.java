package io.chokepoint.datagen.imports;

import io.chokepoint.datagen.imports.log.LogReader;
import io.chokepoint.datagen.imports.mapping.EventRule;
import io.chokepoint.datagen.imports.mapping.FieldSource;
import io.chokepoint.datagen.imports.mapping.RejectReason;
import io.chokepoint.datagen.imports.mapping.RowCondition;
import io.chokepoint.datagen.imports.mapping.UnplacedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes events of the rows of one log. */
final class RowPlacement {

  /** What becomes of a row. */
  enum Outcome {
    /** It gave an event by every rule whose conditions hold. */
    PLACED,
    /** It gave an event, and failed at another rule. */
    PARTLY_PLACED,
    IGNORED,
    REJECTED
  }

  /** A rule made ready. */
  record Ready(EventRule rule, int topic, TopicEncoding encoding) {}

  /** Takes what comes out. */
  interface Sink {
    void event(ImportedEvent event) throws IOException;

    void rejected(Rejection rejection) throws IOException;
  }

  private final String log;
  private final List<Ready> rules;
  private final List<RowCondition> ignored;
  private final Sink sink;
  private final Map<String, @Nullable Object> values = new HashMap<>();

  RowPlacement(String log, List<Ready> rules, List<RowCondition> ignored, Sink sink) {
    this.log = log;
    this.rules = rules;
    this.ignored = ignored;
    this.sink = sink;
  }

  /** Makes the events of the row at hand. */
  Outcome place(LogReader row) throws IOException {
    String fault = row.fault();
    if (fault != null) {
      reject(row, RejectReason.UNREADABLE_ROW, null, fault);
      return Outcome.REJECTED;
    }
    for (RowCondition condition : ignored) {
      if (condition.holds(row)) {
        return Outcome.IGNORED;
      }
    }
    int asked = 0;
    int placed = 0;
    for (int i = 0; i < rules.size(); i++) {
      Ready ready = rules.get(i);
      if (ready.rule().when().holds(row)) {
        asked++;
        try {
          sink.event(event(ready, row, i));
          placed++;
        } catch (UnplacedException e) {
          reject(row, e.reason(), ready.rule().topic(), String.valueOf(e.getMessage()));
        }
      }
    }
    if (asked == 0) {
      reject(row, RejectReason.NO_RULE, null, "no rule is for such a row" + asTested(row));
    }
    if (placed == 0) {
      return Outcome.REJECTED;
    }
    return placed == asked ? Outcome.PLACED : Outcome.PARTLY_PLACED;
  }

  private ImportedEvent event(Ready ready, LogReader row, int index) throws UnplacedException {
    EventRule rule = ready.rule();
    long time = rule.time().millis(row);
    values.clear();
    for (Map.Entry<String, FieldSource> field : rule.fields().entrySet()) {
      values.put(field.getKey(), field.getValue().value(row));
    }
    byte[] key = key(rule);
    String id = log + "#" + row.row() + (rules.size() > 1 ? "/" + (index + 1) : "");
    return new ImportedEvent(time, ready.topic(), key, ready.encoding().encode(id, time, values));
  }

  /** The first key that is there; a list of keys says whose the event is without being one. */
  private byte @Nullable [] key(EventRule rule) throws UnplacedException {
    boolean listed = false;
    for (String field : rule.keys()) {
      Object value = values.get(field);
      if (value instanceof String text && !text.isEmpty()) {
        return text.getBytes(StandardCharsets.UTF_8);
      }
      listed |= value instanceof List<?> items && !items.isEmpty();
    }
    if (listed) {
      return null;
    }
    throw new UnplacedException(
        RejectReason.MISSING_KEY,
        "the row has nothing for " + String.join(" or ", rule.keys()) + ", the correlation key");
  }

  /** What the row has in the columns that rules ask for. */
  private String asTested(LogReader row) {
    TreeSet<String> columns = new TreeSet<>();
    rules.forEach(ready -> ready.rule().when().tests().forEach(test -> columns.add(test.column())));
    StringBuilder text = new StringBuilder();
    for (String column : columns) {
      Object value = row.value(column);
      text.append(text.isEmpty() ? ": " : ", ")
          .append(column)
          .append(
              value == null ? " is absent" : " is " + UnplacedException.quoted(value.toString()));
    }
    return text.toString();
  }

  private void reject(LogReader row, RejectReason reason, @Nullable String topic, String message)
      throws IOException {
    sink.rejected(new Rejection(log, row.row(), row.line(), reason, topic, message, row.text()));
  }
}

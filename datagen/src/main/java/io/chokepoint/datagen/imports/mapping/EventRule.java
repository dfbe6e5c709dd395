package io.chokepoint.datagen.imports.mapping;

import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are events of a topic, and what they have in its fields.
 *
 * @param line line of the mapping file at which the rule begins
 * @param topic the topic
 * @param files the names of the logs that the rule is for, or null for all
 * @param when which of their rows are such events
 * @param time their event time
 * @param fields their other fields, by name
 * @param keys the fields that may hold the correlation key; an event has the first that is there
 */
public record EventRule(
    int line,
    String topic,
    @Nullable PathMatcher files,
    RowCondition when,
    TimeSource time,
    Map<String, FieldSource> fields,
    List<String> keys) {

  /** Copies the collections. */
  public EventRule {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    keys = List.copyOf(keys);
  }

  /** Whether the rule is for a log of this name. */
  public boolean isFor(Path log) {
    Path name = log.getFileName();
    return files == null || (name != null && files.matches(name));
  }
}

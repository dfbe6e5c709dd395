package io.chokepoint.datagen.imports.mapping;

import io.chokepoint.datagen.imports.log.LogFormat;
import io.chokepoint.datagen.imports.log.TextDialect;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mapping as its file declares it. Instances come from {@link MappingFile}, which checks
 * everything at once.
 *
 * @param format what the logs are, or null where their names say it
 * @param dialect how text is written in them
 * @param rules which rows are which events; a row may be several
 * @param ignored which rows are not meant to be events
 * @param lines for each column that is named, the line of the mapping file that names it first
 */
public record Mapping(
    @Nullable LogFormat format,
    TextDialect dialect,
    List<EventRule> rules,
    List<RowCondition> ignored,
    Map<String, Integer> lines) {

  /** Copies the collections. */
  public Mapping {
    rules = List.copyOf(rules);
    ignored = List.copyOf(ignored);
    lines = Map.copyOf(lines);
  }

  /** The columns that rules read. */
  public static Set<String> columnsOf(List<EventRule> rules) {
    Set<String> columns = new LinkedHashSet<>();
    for (EventRule rule : rules) {
      rule.when().tests().forEach(test -> columns.add(test.column()));
      columns.addAll(rule.time().from());
      rule.fields().values().forEach(field -> columns.addAll(field.from()));
    }
    return columns;
  }

  /** Fields of a topic with their sources, over all its rules. */
  public Map<String, List<FieldSource>> fieldsOf(String topic) {
    Map<String, List<FieldSource>> fields = new LinkedHashMap<>();
    for (EventRule rule : rules) {
      if (rule.topic().equals(topic)) {
        rule.fields()
            .forEach(
                (name, source) ->
                    fields.merge(
                        name,
                        List.of(source),
                        (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
      }
    }
    return fields;
  }
}

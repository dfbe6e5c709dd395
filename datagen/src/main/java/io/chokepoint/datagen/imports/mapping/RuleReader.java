package io.chokepoint.datagen.imports.mapping;

import io.chokepoint.datagen.imports.mapping.FieldReader.Read;
import io.chokepoint.datagen.recording.RecordedTopic;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import io.chokepoint.domain.network.document.Spelling;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the rules of a mapping: which rows are which events. */
final class RuleReader {

  private static final List<String> KEYS = List.of("topic", "files", "when", "time", "fields");

  private final Network network;
  private final TimeReader times;
  private final FieldReader fields;
  private final ConditionReader conditions;
  private final Map<String, Read> shared;
  private final Faults faults;

  /**
   * @param sharedFields the fields of all rules, or null
   */
  RuleReader(
      Network network,
      TimeReader times,
      FieldReader fields,
      ConditionReader conditions,
      @Nullable Node sharedFields,
      Faults faults) {
    this.network = network;
    this.times = times;
    this.fields = fields;
    this.conditions = conditions;
    this.shared = fields.read(sharedFields, "the mapping file");
    this.faults = faults;
  }

  EventRule read(Node node) {
    MapReader map = new MapReader(node, called(node), KEYS, faults);
    String topic = map.requiredText("topic", network.topics().get(0).name());
    String owner = topic.equals(MapReader.ABSENT) ? "this rule" : "the rule for '" + topic + "'";
    Map<String, Read> own = new LinkedHashMap<>(shared);
    own.putAll(fields.read(map.node("fields"), owner));
    RowCondition when = conditions.read(map.node("when"), "'when' of " + owner);
    TimeSource time = times.read(map.node("time"), node, owner);
    Topic declared = topic(topic, map);
    List<String> keys = List.of();
    if (declared != null && map.isMap()) {
      keys = new RuleCheck(network, declared, faults).keys(own, node);
    }
    Map<String, FieldSource> sources = new LinkedHashMap<>();
    own.forEach((name, read) -> sources.put(name, read.source()));
    return new EventRule(node.line(), topic, files(map), when, time, sources, keys);
  }

  private static String called(Node node) {
    if (node instanceof Node.Fields map) {
      for (Node.Entry entry : map.entries()) {
        if (entry.key().equals("topic")
            && entry.value() instanceof Node.Scalar scalar
            && scalar.text() != null) {
          return "the rule for '" + scalar.text() + "'";
        }
      }
    }
    return "this rule";
  }

  private @Nullable Topic topic(String name, MapReader map) {
    if (name.equals(MapReader.ABSENT)) {
      return null;
    }
    int index = network.topicIndex(name);
    if (index >= 0) {
      checkName(name, map);
      return network.topics().get(index);
    }
    faults.add(
        map.valuePlace("topic"),
        "the network has no topic '" + name + "'",
        Spelling.remedy(
            name, network.topics().stream().map(Topic::name).toList(), "its topics are"));
    return null;
  }

  /** Reports a topic that the network may have, but Kafka and a recording may not. */
  private void checkName(String topic, MapReader map) {
    try {
      RecordedTopic unused = new RecordedTopic(topic, null);
    } catch (IllegalArgumentException impossible) {
      faults.add(
          map.valuePlace("topic"),
          String.valueOf(impossible.getMessage()),
          "rename it here and in the network file");
    }
  }

  private @Nullable PathMatcher files(MapReader map) {
    String glob = map.text("files", MapReader.ABSENT);
    if (glob.equals(MapReader.ABSENT)) {
      return null;
    }
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException unusable) {
      faults.add(
          map.valuePlace("files"),
          "'" + glob + "' is no pattern of file names",
          "write one such as payments*.csv, in which * stands for any letters");
      return null;
    }
  }
}

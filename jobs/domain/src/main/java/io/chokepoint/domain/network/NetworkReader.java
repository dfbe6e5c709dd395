package io.chokepoint.domain.network;

import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.Located;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import io.chokepoint.domain.network.document.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the top level of a network file: name, layers and topics; then its paths and its ring. */
final class NetworkReader {

  private static final List<String> KEYS =
      List.of("network", "layers", "topics", "paths", "flywheel");
  private static final List<String> TOPIC_KEYS =
      List.of("layer", "time", "lateness", "idle", "format");

  /**
   * Where the file does not say: a minute of silence is long beside the pauses of a topic that is
   * alive, and short beside any horizon worth watching.
   */
  private static final long DEFAULT_IDLE_MILLIS = 60_000;

  private static final String DEFAULT_TIME_FIELD = "time";

  private final Faults faults;

  NetworkReader(Faults faults) {
    this.faults = faults;
  }

  /** Reads the whole network; what it returns is sound only if no fault was reported. */
  Network read(Node root) {
    MapReader file = new MapReader(root, "the network file", KEYS, faults);
    String name = file.requiredText("network", "my-network");
    Declared layers = Declared.read(file, "layers", "layer", faults);
    Map<String, TopicEntry> topics = topics(file, layers);

    List<Path> paths = new ArrayList<>();
    Node pathList = file.required("paths", "paths: [{name: …, key: …, cohort: 1m, stages: […]}]");
    List<Node> nodes = file.items("paths", "[{name: …, key: …, cohort: 1m, stages: […]}]");
    if (pathList instanceof Node.Items && nodes.isEmpty()) {
      faults.add(pathList, "the network has no path", "declare at least one, with its stages");
    }
    Set<String> names = new HashSet<>();
    for (Node node : nodes) {
      paths.add(new PathReader(topics.keySet(), layers, names, faults).read(node));
    }
    for (TopicEntry entry : topics.values()) {
      reportUnread(entry, topics.keySet(), paths);
    }

    Set<String> known = layers.given() ? layers.names() : layersNamed(topics, paths);
    List<RingEdge> ring = new RingReader(known, paths, faults).read(file);
    return new Network(
        name,
        List.copyOf(known),
        topics.values().stream().map(TopicEntry::topic).toList(),
        paths,
        ring);
  }

  private record TopicEntry(Topic topic, Located place) {}

  private Map<String, TopicEntry> topics(MapReader file, Declared layers) {
    Map<String, TopicEntry> topics = new LinkedHashMap<>();
    Node node = file.required("topics", "topics: {my.events: {time: event_time}}");
    if (node == null) {
      return topics;
    }
    if (!(node instanceof Node.Fields map)) {
      MapReader.wrongKind(node, "'topics'", "a map from each topic's name to its settings", faults);
      return topics;
    }
    for (Node.Entry entry : map.entries()) {
      if (entry.key().isBlank()) {
        faults.add(entry, "a topic has an empty name", "write the topic's name");
        continue;
      }
      topics.put(entry.key(), new TopicEntry(topic(entry, layers), entry));
    }
    return topics;
  }

  private Topic topic(Node.Entry entry, Declared layers) {
    // "my.events:" with nothing behind it is a topic with all the defaults.
    Node value =
        entry.value() instanceof Node.Scalar scalar && scalar.text() == null
            ? new Node.Fields(List.of(), entry.line(), entry.column())
            : entry.value();
    MapReader map = new MapReader(value, "topic '" + entry.key() + "'", TOPIC_KEYS, faults);
    String layer = map.optionalText("layer");
    if (layer != null) {
      layers.check(layer, map.valuePlace("layer"));
    }
    return new Topic(
        entry.key(),
        layer,
        map.text("time", DEFAULT_TIME_FIELD),
        map.millis("lateness", 0, 0),
        map.millis("idle", DEFAULT_IDLE_MILLIS, 1),
        format(map));
  }

  private TopicFormat format(MapReader map) {
    String name = map.text("format", TopicFormat.AVRO.text());
    Optional<TopicFormat> format = TopicFormat.named(name);
    if (format.isEmpty() && !name.equals(MapReader.ABSENT)) {
      faults.add(
          map.valuePlace("format"),
          "there is no format '" + name + "'",
          "write one of " + String.join(", ", TopicFormat.names()));
    }
    return format.orElse(TopicFormat.AVRO);
  }

  /** A topic that a stage means but misspells is not unread: the stage's fault says it all. */
  private void reportUnread(TopicEntry entry, Set<String> topics, List<Path> paths) {
    String name = entry.topic().name();
    boolean read =
        paths.stream()
            .flatMap(path -> path.stages().stream())
            .map(Stage::topic)
            .map(topic -> topics.contains(topic) ? topic : meant(topic, topics))
            .anyMatch(name::equals);
    if (!read) {
      faults.add(
          entry.place(),
          "no stage reads topic '" + name + "'",
          "add a stage with 'topic: " + name + "', or take the topic out");
    }
  }

  private static String meant(String topic, Set<String> topics) {
    return Spelling.nearest(topic, topics).orElse(topic);
  }

  private static Set<String> layersNamed(Map<String, TopicEntry> topics, List<Path> paths) {
    Set<String> named = new LinkedHashSet<>();
    for (TopicEntry entry : topics.values()) {
      String layer = entry.topic().layer();
      if (layer != null) {
        named.add(layer);
      }
    }
    paths.forEach(path -> path.stages().forEach(stage -> named.add(stage.layer())));
    named.remove(MapReader.ABSENT);
    return named;
  }
}

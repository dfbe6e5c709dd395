package io.chokepoint.domain.network;

import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.Located;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import io.chokepoint.domain.network.document.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one path of a network file. */
final class PathReader {

  private static final List<String> KEYS =
      List.of("name", "key", "anchor", "cohort", "within", "value", "segments", "stages");
  private static final List<String> ANCHORS = List.of("once", "per-window");

  /** The answers to a path's conditions are kept as bits of one long, two each. */
  private static final int MOST_CONDITIONS = 31;

  /** A long holds 18 decimal digits of any value below 9.2. */
  private static final int MAX_SCALE = 18;

  private final Set<String> topics;
  private final Declared layers;
  private final Set<String> names;
  private final Faults faults;

  /**
   * @param topics the topics declared
   * @param layers the layers declared
   * @param names names of the paths read before, to which this one adds its own
   */
  PathReader(Set<String> topics, Declared layers, Set<String> names, Faults faults) {
    this.topics = topics;
    this.layers = layers;
    this.names = names;
    this.faults = faults;
  }

  Path read(Node node) {
    MapReader map = new MapReader(node, called(node), KEYS, faults);
    String name = map.requiredText("name", "request");
    if (!name.equals(MapReader.ABSENT) && !names.add(name)) {
      faults.add(
          map.valuePlace("name"),
          "there is another path '" + name + "'",
          "give each path its own name");
    }
    String key = map.requiredText("key", "request_id");
    map.required("cohort", "cohort: 1m");
    long within = map.millis("within", Network.UNBOUNDED, 1);
    List<Stage> stages = stages(map, name, key, within);
    return new Path(
        name,
        key,
        anchor(map),
        map.millis("cohort", 1, 1),
        within,
        value(map),
        segments(map, stages),
        stages);
  }

  /** The path's name for messages; its place says enough where it has none. */
  private static String called(Node node) {
    return called("path", node);
  }

  /** A map's {@code name} for messages, read without judging it. */
  static String called(String what, Node node) {
    if (node instanceof Node.Fields fields) {
      for (Node.Entry entry : fields.entries()) {
        if (entry.key().equals("name")
            && entry.value() instanceof Node.Scalar scalar
            && scalar.text() != null) {
          return what + " '" + scalar.text() + "'";
        }
      }
    }
    return "this " + what;
  }

  private Anchor anchor(MapReader map) {
    String anchor = map.text("anchor", "once");
    if (!ANCHORS.contains(anchor) && !anchor.equals(MapReader.ABSENT)) {
      faults.add(
          map.valuePlace("anchor"),
          "there is no anchor '" + anchor + "'",
          "write 'once' (one journey per key) or 'per-window' (one per key and cohort window)");
    }
    return anchor.equals("per-window") ? Anchor.PER_WINDOW : Anchor.ONCE;
  }

  private @Nullable Value value(MapReader map) {
    Node node = map.node("value");
    if (node == null) {
      return null;
    }
    MapReader value =
        new MapReader(node, "'value'", List.of("field", "scale", "unit", "unit_digits"), faults);
    value.required("scale", "scale: 6");
    return new Value(
        value.requiredText("field", "price"),
        value.number("scale", 0, -MAX_SCALE, MAX_SCALE),
        value.node("unit") == null ? null : value.requiredText("unit", "OPG"),
        value.number("unit_digits", 0, 0, MAX_SCALE));
  }

  private List<Stage> stages(MapReader map, String path, String key, long within) {
    String example = "[{name: …, layer: …, topic: …}, {name: …, layer: …, topic: …, within: 5m}]";
    Node node = map.required("stages", "stages: " + example);
    List<Node> nodes = map.items("stages", example);
    if (node instanceof Node.Items && nodes.size() < 2) {
      faults.add(
          map.place("stages"),
          "a path needs at least two stages, and '" + path + "' has " + nodes.size(),
          "add the stages that demand passes, from the entry on");
    }
    StageReader reader = new StageReader(topics, layers, key, within, faults);
    List<StageReader.Read> read = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      read.add(reader.read(nodes.get(i), i == 0));
    }
    List<Stage> ordered = new StageTree(read, faults).ordered();
    long conditions =
        ordered.stream().flatMap(stage -> stage.when().entrySet().stream()).distinct().count();
    if (conditions > MOST_CONDITIONS) {
      faults.add(
          map.place("stages"),
          "path '" + path + "' has " + conditions + " different conditions in its 'when's",
          "use at most " + MOST_CONDITIONS + ", or make two paths of it");
    }
    return ordered;
  }

  private List<Dimension> segments(MapReader map, List<Stage> stages) {
    List<Dimension> segments = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Node node : map.items("segments", "[{name: app, at: requested, field: app_id}]")) {
      MapReader segment =
          new MapReader(
              node, called("segment", node), List.of("name", "at", "field", "max_values"), faults);
      String name = segment.requiredText("name", "app");
      if (!name.equals(MapReader.ABSENT) && !seen.add(name)) {
        faults.add(
            segment.valuePlace("name"),
            "there is another segment '" + name + "'",
            "give each segment of a path its own name");
      }
      String at = segment.requiredText("at", "requested");
      checkBinding(name, at, segment.valuePlace("at"), stages);
      segments.add(
          new Dimension(
              name,
              at,
              segment.requiredText("field", "app_id"),
              segment.number("max_values", Dimension.DEFAULT_MAX_VALUES, 1, Integer.MAX_VALUE)));
    }
    return segments;
  }

  /**
   * A dimension breaks down the edges that start where it is bound, or after: some edge must. At
   * the entry one always does, or the path has worse faults.
   */
  private void checkBinding(String name, String at, Located place, List<Stage> stages) {
    if (at.equals(MapReader.ABSENT) || stages.isEmpty()) {
      return;
    }
    List<String> names = stages.stream().map(Stage::name).toList();
    int bound = names.indexOf(at);
    if (bound < 0) {
      faults.add(
          place,
          "segment '" + name + "' is bound at stage '" + at + "', which does not exist",
          Spelling.remedy(at, names, "the stages of this path are"));
    } else if (bound > 0 && stages.stream().noneMatch(stage -> stage.after() == bound)) {
      faults.add(
          place,
          "segment '" + name + "' is used before '" + at + "' binds it: no edge starts there",
          "bind it at a stage that others come after");
    }
  }
}

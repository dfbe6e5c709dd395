package io.chokepoint.domain.alert;

import io.chokepoint.domain.network.Dimension;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import io.chokepoint.domain.network.document.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a route and holds its names against receivers and network. */
final class RouteReader {

  private static final List<String> KEYS =
      List.of("path", "layer", "stage", "severity", "segment", "to");
  private static final Set<String> SEVERITIES = Set.of("page", "ticket");

  private final Set<String> receivers;
  private final @Nullable Network network;
  private final Faults faults;

  RouteReader(Set<String> receivers, @Nullable Network network, Faults faults) {
    this.receivers = receivers;
    this.network = network;
    this.faults = faults;
  }

  Route read(Node node) {
    MapReader map = new MapReader(node, "this route", KEYS, faults);
    map.required("to", "to: [oncall]");
    return new Route(
        names(map, "path", paths().map(Path::name), "the paths are"),
        names(
            map,
            "layer",
            network == null ? Stream.empty() : network.layers().stream(),
            "the layers are"),
        names(
            map,
            "stage",
            paths().flatMap(path -> path.stages().stream()).map(Stage::name),
            "the stages are"),
        known(map, "severity", SEVERITIES, "the severities are"),
        segments(map),
        List.copyOf(known(map, "to", receivers, "the receivers are")));
  }

  private Stream<Path> paths() {
    return network == null ? Stream.empty() : network.paths().stream();
  }

  /** Texts at a key; where there is a network, only its names will do. */
  private Set<String> names(MapReader map, String key, Stream<String> known, String all) {
    Set<String> names = known.collect(Collectors.toCollection(TreeSet::new));
    return network == null ? Set.copyOf(texts(map, key)) : known(map, key, names, all);
  }

  private Set<String> known(MapReader map, String key, Collection<String> known, String all) {
    Set<String> found = new LinkedHashSet<>();
    for (String text : texts(map, key)) {
      if (!text.equals(MapReader.ABSENT) && !known.contains(text)) {
        faults.add(
            map.valuePlace(key),
            "the route names "
                + (key.equals("to") ? "receiver" : key)
                + " '"
                + text
                + "', which does not exist",
            Spelling.remedy(text, known, all));
      }
      // One slip is one fault: what was meant is not missed elsewhere.
      found.add(known.contains(text) ? text : Spelling.nearest(text, known).orElse(text));
    }
    return found;
  }

  private List<String> texts(MapReader map, String key) {
    Node node = map.node(key);
    return node == null ? List.of() : MapReader.texts(node, "'" + key + "' of this route", faults);
  }

  private Map<String, Set<String>> segments(MapReader map) {
    Map<String, Set<String>> segments = new LinkedHashMap<>();
    Node node = map.node("segment");
    if (node == null) {
      return segments;
    }
    if (!(node instanceof Node.Fields fields)) {
      MapReader.wrongKind(
          node,
          "'segment' of this route",
          "a map from dimension to values, such as {app: [x]}",
          faults);
      return segments;
    }
    Set<String> dimensions =
        paths()
            .flatMap(path -> path.segments().stream())
            .map(Dimension::name)
            .collect(Collectors.toCollection(TreeSet::new));
    for (Node.Entry entry : fields.entries()) {
      if (network != null && !dimensions.contains(entry.key())) {
        faults.add(
            entry,
            "the route names dimension '" + entry.key() + "', which does not exist",
            Spelling.remedy(entry.key(), dimensions, "the dimensions are"));
      }
      List<String> values =
          new ArrayList<>(
              MapReader.texts(
                  entry.value(), "segment '" + entry.key() + "' of this route", faults));
      segments.put(entry.key(), Set.copyOf(values));
    }
    return segments;
  }
}

package io.chokepoint.domain.network;

import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import io.chokepoint.domain.network.document.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the ring of a network file and holds its edges against the paths. */
final class RingReader {

  private static final String EXAMPLE =
      "{from: users, to: payments, path: request, edge: [requested, paid]}";

  private final Set<String> layers;
  private final List<Path> paths;
  private final Faults faults;

  RingReader(Set<String> layers, List<Path> paths, Faults faults) {
    this.layers = layers;
    this.paths = paths;
    this.faults = faults;
  }

  List<RingEdge> read(MapReader file) {
    List<RingEdge> ring = new ArrayList<>();
    for (Node node : file.items("flywheel", "[" + EXAMPLE + "]")) {
      MapReader map =
          new MapReader(node, "this ring edge", List.of("from", "to", "path", "edge"), faults);
      String from = layer(map, "from", "users");
      String to = layer(map, "to", "payments");
      String path = map.requiredText("path", "request");
      List<String> edge = edge(map);
      checkEdge(map, path, edge);
      ring.add(new RingEdge(from, to, path, edge.get(0), edge.get(1)));
    }
    return ring;
  }

  private String layer(MapReader map, String key, String example) {
    String layer = map.requiredText(key, example);
    if (!layer.equals(MapReader.ABSENT) && !layers.contains(layer)) {
      faults.add(
          map.valuePlace(key),
          "the ring names layer '" + layer + "', which does not exist",
          Spelling.remedy(layer, layers, "the layers are"));
    }
    return layer;
  }

  private List<String> edge(MapReader map) {
    Node node = map.required("edge", "edge: [requested, paid]");
    List<Node> ends = map.items("edge", "[requested, paid]");
    if (ends.size() == 2) {
      return ends.stream().map(end -> MapReader.text(end, "a stage of 'edge'", faults)).toList();
    }
    if (node instanceof Node.Items) {
      faults.add(
          node,
          "'edge' has " + ends.size() + " stages",
          "write two: where it starts and where it ends, such as [requested, paid]");
    }
    return List.of(MapReader.ABSENT, MapReader.ABSENT);
  }

  private void checkEdge(MapReader map, String pathName, List<String> edge) {
    if (pathName.equals(MapReader.ABSENT)) {
      return;
    }
    Path path = paths.stream().filter(p -> p.name().equals(pathName)).findFirst().orElse(null);
    if (path == null) {
      Set<String> names = new TreeSet<>(paths.stream().map(Path::name).toList());
      names.remove(MapReader.ABSENT);
      faults.add(
          map.valuePlace("path"),
          "the ring names path '" + pathName + "', which does not exist",
          Spelling.remedy(pathName, names, "the paths are"));
      return;
    }
    boolean known = true;
    for (String stage : edge) {
      if (!stage.equals(MapReader.ABSENT) && path.stageIndex(stage) < 0) {
        faults.add(
            map.valuePlace("edge"),
            "path '" + pathName + "' has no stage '" + stage + "'",
            Spelling.remedy(
                stage, path.stages().stream().map(Stage::name).toList(), "its stages are"));
        known = false;
      }
    }
    if (known && !edge.contains(MapReader.ABSENT)) {
      checkLine(map, path, edge);
    }
  }

  private void checkLine(MapReader map, Path path, List<String> edge) {
    List<String> before = new ArrayList<>();
    int stage = path.stageIndex(edge.get(1));
    int above = path.stages().get(stage).after();
    while (above != Network.NO_STAGE && !before.contains(path.stages().get(above).name())) {
      stage = above;
      before.add(0, path.stages().get(stage).name());
      above = path.stages().get(stage).after();
    }
    boolean leadsToEntry = stage == 0;
    if (before.contains(edge.get(0)) || !leadsToEntry) {
      // A line that does not lead to the entry is a fault of the path, and reported there.
      return;
    }
    faults.add(
        map.valuePlace("edge"),
        "there is no edge from '"
            + edge.get(0)
            + "' to '"
            + edge.get(1)
            + "' in path '"
            + path.name()
            + "'",
        before.isEmpty()
            ? "'" + edge.get(1) + "' is the entry: name the stage where the edge ends second"
            : "start it on the line to '" + edge.get(1) + "': " + String.join(", ", before));
  }
}

package io.chokepoint.datagen.scenario;

import io.chokepoint.domain.network.Dimension;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import io.chokepoint.domain.network.document.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads which part of the network an effect hits. */
final class SegmentReader {
  private static final String EXAMPLE = "{dimension: app, top: 1}";

  private final Kind kind;
  private final MapReader effect;
  private final Faults faults;

  SegmentReader(Kind kind, MapReader effect, Faults faults) {
    this.kind = kind;
    this.effect = effect;
    this.faults = faults;
  }

  /** Reads it; null where it is all of the network. */
  @Nullable Segment read(Path path, int stage) {
    Node node = effect.node("segment");
    if (node == null) {
      return null;
    }
    MapReader map =
        new MapReader(node, "'segment'", List.of("dimension", "top", "property", "values"), faults);
    Dimension dimension = dimension(map, path, stage);
    int top = map.number("top", 0, 1, Dimension.DEFAULT_MAX_VALUES);
    String property = map.optionalText("property");
    Set<String> values = values(map);
    if (!map.isMap() || dimension == null) {
      return null;
    }
    if (map.has("top") == map.has("values")) {
      faults.add(
          node,
          "'segment' says " + (map.has("top") ? "twice" : "not") + " which values are hit",
          "write either 'top: 1', for the most popular, or 'values: [first, second]'");
    }
    checkProperty(map, property, dimension);
    return new Segment(dimension.name(), top, property, values);
  }

  private @Nullable Dimension dimension(MapReader map, Path path, int stage) {
    String name = map.requiredText("dimension", "app");
    if (name.equals(MapReader.ABSENT)) {
      return null;
    }
    List<String> names = path.segments().stream().map(Dimension::name).toList();
    int index = names.indexOf(name);
    if (index < 0) {
      faults.add(
          map.valuePlace("dimension"),
          "path '" + path.name() + "' has no dimension '" + name + "'",
          Spelling.remedy(name, names, "its dimensions are"));
      return null;
    }
    Dimension dimension = path.segments().get(index);
    Set<String> fields = kind.fields(path, stage);
    if (!fields.contains(dimension.field())) {
      faults.add(
          map.valuePlace("dimension"),
          "an effect '"
              + kind.text()
              + "' at '"
              + path.stages().get(stage).name()
              + "' cannot hit a part by '"
              + dimension.field()
              + "'",
          fields.isEmpty()
              ? "take 'segment' out"
              : "use a dimension of " + String.join(" or ", new TreeSet<>(fields)));
      return null;
    }
    if (!line(path, stage).contains(dimension.stage())) {
      faults.add(
          map.valuePlace("dimension"),
          "dimension '" + name + "' is not known before the stage '" + dimension.stage() + "'",
          "move the effect to that stage or one behind it, or choose another dimension");
      return null;
    }
    return dimension;
  }

  /** Names of the stages from the entry to a stage, with both. */
  private static Set<String> line(Path path, int stage) {
    Set<String> line = new HashSet<>();
    for (int s = stage; s != Network.NO_STAGE; s = path.stages().get(s).after()) {
      line.add(path.stages().get(s).name());
    }
    return line;
  }

  private Set<String> values(MapReader map) {
    Node node = map.node("values");
    if (node == null) {
      return Set.of();
    }
    List<String> texts = new ArrayList<>(MapReader.texts(node, "'values'", faults));
    if (texts.isEmpty()) {
      faults.add(
          node, "'values' is empty", "name at least one, or write 'segment: " + EXAMPLE + "'");
    }
    texts.removeIf(MapReader.ABSENT::equals);
    return Set.copyOf(texts);
  }

  private void checkProperty(MapReader map, @Nullable String property, Dimension dimension) {
    if (property == null || property.equals(MapReader.ABSENT)) {
      return;
    }
    List<String> known = Vocabulary.properties(dimension.field());
    if (!known.contains(property)) {
      faults.add(
          map.valuePlace("property"),
          "what '" + dimension.field() + "' names has no property '" + property + "'",
          Spelling.remedy(property, known, "it has"));
    }
    if (map.has("top")) {
      faults.add(
          map.place("property"),
          "'top' chooses by popularity, not by a property",
          "take 'property' out, or write 'values' instead of 'top'");
    }
  }
}

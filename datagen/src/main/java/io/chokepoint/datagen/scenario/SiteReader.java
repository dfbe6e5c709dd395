package io.chokepoint.datagen.scenario;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.domain.network.Topic;
import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Spelling;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads where an effect is and holds it against the network. */
final class SiteReader {
  private static final Site NOWHERE = new Site(null, null, null, null, null, null);

  private final Network network;
  private final MapReader map;
  private final Faults faults;

  SiteReader(Network network, MapReader map, Faults faults) {
    this.network = network;
    this.map = map;
    this.faults = faults;
  }

  Site read(Kind kind) {
    Site site = kind.place() == Kind.Place.TOPIC ? onTopic(kind) : atStage(kind);
    checkLayer(site);
    return site;
  }

  private Site onTopic(Kind kind) {
    refuse("at", kind, "write 'topic: NAME' instead");
    refuse("segment", kind, "take it out: a topic is late or silent as a whole");
    String name = map.requiredText("topic", "payments.settlements");
    if (name.equals(MapReader.ABSENT)) {
      return NOWHERE;
    }
    int index = network.topicIndex(name);
    if (index < 0) {
      faults.add(
          map.valuePlace("topic"),
          "network '" + network.name() + "' has no topic '" + name + "'",
          Spelling.remedy(
              name, network.topics().stream().map(Topic::name).toList(), "its topics are"));
      return NOWHERE;
    }
    return new Site(network.topics().get(index).layer(), null, null, name, name, null);
  }

  private Site atStage(Kind kind) {
    refuse("topic", kind, "write 'at: PATH/STAGE' instead");
    List<Place> possible = network.paths().stream().flatMap(path -> places(path, kind)).toList();
    List<String> names = possible.stream().map(Place::text).toList();
    String at = map.requiredText("at", names.isEmpty() ? "request/executed" : names.get(0));
    if (at.equals(MapReader.ABSENT)) {
      return NOWHERE;
    }
    int index = names.indexOf(at);
    if (index < 0) {
      boolean exists =
          network.paths().stream()
              .anyMatch(
                  path ->
                      path.stages().stream()
                          .anyMatch(s -> at.equals(path.name() + "/" + s.name())));
      faults.add(
          map.valuePlace("at"),
          exists
              ? "an effect '" + kind.text() + "' cannot be at '" + at + "'"
              : "network '" + network.name() + "' has no stage '" + at + "'",
          exists
              ? "it can be at: " + (names.isEmpty() ? "none" : String.join(", ", names))
              : Spelling.remedy(at, names, "it can be at"));
      return NOWHERE;
    }
    Place place = possible.get(index);
    Segment segment = new SegmentReader(kind, map, faults).read(place.path(), place.index());
    if (kind == Kind.MIX_SHIFT && !map.has("segment")) {
      faults.add(
          map.place("kind"),
          "a shift of the mix goes to nowhere",
          "add where it goes, such as 'segment: {dimension: app, top: 1}'");
    }
    Stage stage = place.path().stages().get(place.index());
    return new Site(stage.layer(), place.path().name(), stage.name(), null, stage.topic(), segment);
  }

  private record Place(Path path, int index) {
    String text() {
      return path.name() + "/" + path.stages().get(index).name();
    }
  }

  private static Stream<Place> places(Path path, Kind kind) {
    return IntStream.range(0, path.stages().size())
        .filter(stage -> kind.canBeAt(path, stage))
        .mapToObj(stage -> new Place(path, stage));
  }

  private void checkLayer(Site site) {
    String layer = map.optionalText("layer");
    if (layer == null || layer.equals(MapReader.ABSENT)) {
      return;
    }
    if (!network.layers().contains(layer)) {
      faults.add(
          map.valuePlace("layer"),
          "network '" + network.name() + "' has no layer '" + layer + "'",
          Spelling.remedy(layer, network.layers(), "its layers are"));
    } else if (site.layer() != null && !layer.equals(site.layer())) {
      faults.add(
          map.valuePlace("layer"),
          "this effect is in the layer '" + site.layer() + "', not in '" + layer + "'",
          "write 'layer: " + site.layer() + "', or take it out");
    }
  }

  private void refuse(String key, Kind kind, String remedy) {
    if (map.has(key)) {
      faults.add(map.place(key), "an effect '" + kind.text() + "' has no '" + key + "'", remedy);
    }
  }
}

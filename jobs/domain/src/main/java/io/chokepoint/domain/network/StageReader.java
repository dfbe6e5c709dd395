package io.chokepoint.domain.network;

import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.Located;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import io.chokepoint.domain.network.document.Spelling;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the stages of one path; what ties them together is left to {@link StageTree}. */
final class StageReader {

  private static final List<String> KEYS =
      List.of(
          "name", "layer", "topic", "after", "key", "within", "skew", "where", "fails", "when",
          "group", "target");

  /** Keys that speak of the step to a stage, and no step leads to an entry. */
  private static final List<String> STEP_KEYS =
      List.of("after", "skew", "fails", "when", "group", "target");

  private final Set<String> topics;
  private final Declared layers;
  private final String pathKey;
  private final long pathWithinMillis;
  private final Faults faults;

  StageReader(
      Set<String> topics, Declared layers, String pathKey, long pathWithinMillis, Faults faults) {
    this.topics = topics;
    this.layers = layers;
    this.pathKey = pathKey;
    this.pathWithinMillis = pathWithinMillis;
    this.faults = faults;
  }

  /**
   * A stage as its own map declares it.
   *
   * @param stage the stage; where it is after is still open
   * @param after name of the stage it is after, or null where that is the one before it in the list
   * @param map the map, for places
   * @param groupPlace where the stage names its members, or null where it has no group
   */
  record Read(Stage stage, @Nullable String after, MapReader map, @Nullable Located groupPlace) {}

  Read read(Node node, boolean entry) {
    MapReader map = new MapReader(node, PathReader.called("stage", node), KEYS, faults);
    String name = map.requiredText("name", "executed");
    String layer = map.requiredText("layer", "compute");
    layers.check(layer, map.valuePlace("layer"));
    String topic = map.requiredText("topic", "compute.executions");
    checkTopic(topic, map.valuePlace("topic"));
    long within = map.millis("within", Network.UNBOUNDED, 1);
    if (entry) {
      reportStepKeys(map);
    } else if (within == Network.UNBOUNDED
        && pathWithinMillis == Network.UNBOUNDED
        && node instanceof Node.Fields) {
      faults.add(
          node,
          "the step to stage '" + name + "' has no horizon",
          "add 'within' to the stage or to its path, such as within: 15m");
    }
    Node group = map.node("group");
    MapReader groupMap =
        group == null
            ? null
            : new MapReader(
                group, "'group' of " + quoted(name), List.of("member", "field", "members"), faults);
    Stage stage =
        new Stage(
            name,
            layer,
            topic,
            Network.NO_STAGE,
            map.text("key", pathKey),
            // An entry comes after nothing, so a horizon there bounds nothing.
            entry ? Network.UNBOUNDED : within,
            map.millis("skew", 0, 0),
            condition(map.node("where"), "'where' of " + quoted(name)),
            refusal(map, name),
            condition(map.node("when"), "'when' of " + quoted(name)),
            groupMap == null ? null : group(groupMap, name),
            map.rate("target"));
    return new Read(
        stage,
        map.optionalText("after"),
        map,
        groupMap == null ? null : groupMap.valuePlace("member"));
  }

  private static String quoted(String stage) {
    return "stage '" + stage + "'";
  }

  private void checkTopic(String topic, Located place) {
    if (!topic.equals(MapReader.ABSENT) && !topics.contains(topic)) {
      faults.add(
          place,
          "topic '" + topic + "' is not declared",
          Spelling.nearest(topic, topics)
              .map(near -> "did you mean '" + near + "'?")
              .orElse("add it under 'topics'"));
    }
  }

  private void reportStepKeys(MapReader map) {
    for (String key : STEP_KEYS) {
      if (map.has(key)) {
        faults.add(
            map.place(key),
            "the first stage is the entry, and '" + key + "' has no meaning there",
            "take it out, or put the stage where the journey starts first");
      }
    }
  }

  private @Nullable Refusal refusal(MapReader stage, String name) {
    Node node = stage.node("fails");
    if (node == null) {
      return null;
    }
    MapReader map =
        new MapReader(node, "'fails' of " + quoted(name), List.of("where", "reason"), faults);
    Node where = map.required("where", "where: {status: [FAILED]}");
    return new Refusal(
        condition(where, "'where' of 'fails' of " + quoted(name)), map.optionalText("reason"));
  }

  private Map<String, Set<String>> condition(@Nullable Node node, String owner) {
    Map<String, Set<String>> condition = new HashMap<>();
    if (node == null) {
      return condition;
    }
    if (!(node instanceof Node.Fields fields)) {
      MapReader.wrongKind(
          node, owner, "a map from a field to its values, such as {status: [COMPLETED]}", faults);
      return condition;
    }
    if (fields.entries().isEmpty()) {
      faults.add(node, owner + " is empty", "name a field and its values, or take it out");
    }
    for (Node.Entry entry : fields.entries()) {
      Set<String> texts =
          new LinkedHashSet<>(
              MapReader.texts(entry.value(), "'" + entry.key() + "' in " + owner, faults));
      if (texts.isEmpty()) {
        faults.add(
            entry.value(),
            "'" + entry.key() + "' in " + owner + " has no values, so it never holds",
            "list at least one value");
      }
      condition.put(entry.key(), texts);
    }
    return condition;
  }

  private Group group(MapReader map, String name) {
    String member = map.requiredText("member", "executed");
    String field = map.optionalText("field");
    String members = map.optionalText("members");
    if (field != null && members != null) {
      faults.add(
          map.place("members"),
          "'group' of " + quoted(name) + " has both 'field' and 'members'",
          "keep 'field' if member events carry the group's name, 'members' if the stage's event"
              + " lists its members");
    } else if (field == null && members == null && map.isMap()) {
      faults.add(
          map.place("member"),
          "'group' of " + quoted(name) + " does not say how it finds its members",
          "add 'field' (both events carry it) or 'members' (the stage's event lists their keys)");
    }
    return new Group(member, field, members);
  }
}

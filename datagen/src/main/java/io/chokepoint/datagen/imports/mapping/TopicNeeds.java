package io.chokepoint.datagen.imports.mapping;

import io.chokepoint.domain.network.Dimension;
import io.chokepoint.domain.network.Group;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Refusal;
import io.chokepoint.domain.network.Stage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a network reads from the events of one topic. */
public final class TopicNeeds {

  /**
   * What makes an event one of a stage, or a refusal of it.
   *
   * @param stage the stage's name
   * @param key the field that says whose event it is: the correlation key, or that of a group
   * @param where which texts which fields must have
   */
  record Role(String stage, String key, Map<String, Set<String>> where) {}

  private final List<Role> roles = new ArrayList<>();
  private final Set<String> fields = new TreeSet<>();
  private final Set<String> lists = new TreeSet<>();

  private TopicNeeds() {}

  /** What a network reads from a topic. */
  public static TopicNeeds of(Network network, String topic) {
    TopicNeeds needs = new TopicNeeds();
    for (Path path : network.paths()) {
      for (Stage stage : path.stages()) {
        if (stage.topic().equals(topic)) {
          needs.add(path, stage);
        }
      }
    }
    return needs;
  }

  private void add(Path path, Stage stage) {
    Group group = stage.group();
    String key = stage.key();
    if (group != null && group.field() != null) {
      key = group.field();
    } else if (group != null && group.members() != null) {
      key = group.members();
      lists.add(key);
    }
    role(new Role(stage.name(), key, stage.where()));
    Refusal fails = stage.fails();
    if (fails != null) {
      role(new Role(stage.name(), key, fails.where()));
      if (fails.reason() != null) {
        fields.add(fails.reason());
      }
    }
    if (stage.isEntry() && path.value() != null) {
      fields.add(path.value().field());
    }
    for (Dimension dimension : path.segments()) {
      if (dimension.stage().equals(stage.name())) {
        fields.add(dimension.field());
      }
    }
    for (Stage other : path.stages()) {
      fields.addAll(other.when().keySet());
      if (other.group() != null
          && other.group().field() != null
          && other.group().member().equals(stage.name())) {
        fields.add(other.group().field());
      }
    }
  }

  private void role(Role role) {
    roles.add(role);
    fields.add(role.key());
    fields.addAll(role.where().keySet());
  }

  List<Role> roles() {
    return roles;
  }

  /** The fields that are read, but for the event time. */
  public Set<String> fields() {
    return fields;
  }

  /** Those of them that hold lists. */
  public Set<String> lists() {
    return lists;
  }

  /** The fields that may say whose event it is, in the order of the stages. */
  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    roles.forEach(role -> keys.add(role.key()));
    return keys;
  }
}

package io.chokepoint.bench.ladder.oracle;

import io.chokepoint.domain.network.Dimension;
import io.chokepoint.domain.network.Group;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The fields of a topic's events that a network file names, beside the event time. */
final class NetworkFields {
  private NetworkFields() {}

  /** Those that hold one text. */
  static List<String> of(Network network, String topic) {
    Set<String> fields = new TreeSet<>();
    for (Path path : network.paths()) {
      for (Stage stage : path.stages()) {
        if (stage.group() != null) {
          addGroup(path, stage, stage.group(), topic, fields);
        }
        if (!stage.topic().equals(topic)) {
          continue;
        }
        fields.addAll(stage.where().keySet());
        if (stage.group() == null) {
          fields.add(stage.key());
        }
        for (Dimension dimension : path.segments()) {
          if (dimension.stage().equals(stage.name())) {
            fields.add(dimension.field());
          }
        }
        if (stage.isEntry()) {
          path.stages().forEach(later -> fields.addAll(later.when().keySet()));
        }
      }
    }
    return new ArrayList<>(fields);
  }

  private static void addGroup(
      Path path, Stage stage, Group group, String topic, Set<String> fields) {
    Stage member = path.stages().get(path.stageIndex(group.member()));
    if (group.field() != null && (stage.topic().equals(topic) || member.topic().equals(topic))) {
      fields.add(group.field());
    }
  }

  /** Those that hold a list of texts. */
  static List<String> lists(Network network, String topic) {
    List<String> lists = new ArrayList<>();
    for (Path path : network.paths()) {
      for (Stage stage : path.stages()) {
        Group group = stage.group();
        if (group != null && group.members() != null && stage.topic().equals(topic)) {
          lists.add(group.members());
        }
      }
    }
    return lists;
  }
}

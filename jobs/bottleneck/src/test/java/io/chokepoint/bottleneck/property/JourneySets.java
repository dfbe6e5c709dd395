package io.chokepoint.bottleneck.property;

import io.chokepoint.domain.network.Group;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Refusal;
import io.chokepoint.domain.network.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which events belong to which journey of a path: by key, for each stage the events that reach it,
 * and behind those, for each stage the refusals of it; each in order of time.
 */
final class JourneySets {
  private JourneySets() {}

  /** The sets of a path, over the distinct events of a stream. */
  static Map<String, List<List<TestEvent>>> of(Path path, Collection<TestEvent> events) {
    Map<String, List<List<TestEvent>>> sets = new TreeMap<>();
    int stages = path.stages().size();
    for (int s = 0; s < stages; s++) {
      Stage stage = path.stages().get(s);
      Map<String, Set<String>> members = members(path, stage, events);
      Refusal fails = stage.fails();
      for (TestEvent event : events) {
        if (!event.topic().equals(stage.topic())) {
          continue;
        }
        if (holds(stage.where(), event)) {
          add(sets, stages, s, stage, members, event);
        }
        if (fails != null && holds(fails.where(), event)) {
          add(sets, stages, stages + s, stage, members, event);
        }
      }
    }
    sets.values().forEach(set -> set.forEach(s -> s.sort(Comparator.comparing(TestEvent::time))));
    return sets;
  }

  /** Whether an event plays any role, and whether it carries the key that any of them needs. */
  static Role role(Collection<Path> paths, TestEvent event) {
    Role role = Role.NONE;
    for (Path path : paths) {
      for (Stage stage : path.stages()) {
        Refusal fails = stage.fails();
        if (event.topic().equals(stage.topic())
            && (holds(stage.where(), event) || (fails != null && holds(fails.where(), event)))) {
          if (!names(stage, event).isEmpty()) {
            return Role.KEYED;
          }
          role = Role.WITHOUT_KEY;
        }
      }
    }
    return role;
  }

  /** What an event is to a network. */
  enum Role {
    NONE,
    WITHOUT_KEY,
    KEYED
  }

  /** The keys, or the name of the group, that an event of a stage carries. */
  private static List<String> names(Stage stage, TestEvent event) {
    Group group = stage.group();
    if (group != null && group.members() != null) {
      return event.list(group.members());
    }
    String field = group != null && group.field() != null ? group.field() : stage.key();
    String name = event.filled(field);
    return name == null ? List.of() : List.of(name);
  }

  private static void add(
      Map<String, List<List<TestEvent>>> sets,
      int stages,
      int slot,
      Stage stage,
      Map<String, Set<String>> members,
      TestEvent event) {
    Group group = stage.group();
    for (String name : new LinkedHashSet<>(names(stage, event))) {
      Set<String> keys =
          group != null && group.field() != null
              ? members.getOrDefault(name, Set.of())
              : Set.of(name);
      for (String key : keys) {
        sets.computeIfAbsent(key, k -> empty(2 * stages)).get(slot).add(event);
      }
    }
  }

  private static List<List<TestEvent>> empty(int slots) {
    List<List<TestEvent>> set = new ArrayList<>();
    for (int i = 0; i < slots; i++) {
      set.add(new ArrayList<>());
    }
    return set;
  }

  /** Where a stage is a group by field: the keys of its members by the group's name. */
  private static Map<String, Set<String>> members(
      Path path, Stage stage, Collection<TestEvent> events) {
    Map<String, Set<String>> members = new HashMap<>();
    Group group = stage.group();
    if (group == null || group.field() == null) {
      return members;
    }
    Stage member = path.stages().get(path.stageIndex(group.member()));
    for (TestEvent event : events) {
      if (event.topic().equals(member.topic()) && holds(member.where(), event)) {
        String name = event.filled(group.field());
        String key = event.filled(member.key());
        if (name != null && key != null) {
          members.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(key);
        }
      }
    }
    return members;
  }

  static boolean holds(Map<String, Set<String>> condition, TestEvent event) {
    return condition.entrySet().stream()
        .allMatch(
            c -> {
              String text = event.text(c.getKey());
              return text != null && c.getValue().contains(text);
            });
  }
}

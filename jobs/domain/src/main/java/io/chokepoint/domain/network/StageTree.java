package io.chokepoint.domain.network;

import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.Located;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Ties the stages of one path into a tree by their {@code after}. */
final class StageTree {

  /** Before the search for a stage's place is done. */
  private static final int UNPLACED = -1;

  private final List<StageReader.Read> read;
  private final Faults faults;
  private final Map<String, Integer> indexes = new LinkedHashMap<>();
  private final int[] after;

  StageTree(List<StageReader.Read> read, Faults faults) {
    this.read = read;
    this.faults = faults;
    this.after = new int[read.size()];
    Arrays.fill(after, Network.NO_STAGE);
    nameStages();
    resolveAfter();
    reportCycles();
    checkGroups();
  }

  private String name(int stage) {
    return read.get(stage).stage().name();
  }

  private void nameStages() {
    for (int i = 0; i < read.size(); i++) {
      if (name(i).equals(MapReader.ABSENT)) {
        continue;
      }
      Integer before = indexes.putIfAbsent(name(i), i);
      if (before != null) {
        faults.add(
            read.get(i).map().valuePlace("name"),
            "there is another stage '" + name(i) + "' in this path",
            "give each stage of a path its own name");
      }
    }
  }

  private void resolveAfter() {
    for (int i = 1; i < read.size(); i++) {
      String named = read.get(i).after();
      if (named == null) {
        after[i] = i - 1;
        continue;
      }
      Integer index = indexes.get(named);
      if (index != null) {
        after[i] = index;
      } else if (!named.equals(MapReader.ABSENT)) {
        reportUnknown(i, named);
      }
    }
  }

  /**
   * Reports it, and goes on as if the near name had been written, so that one slip is one fault.
   */
  private void reportUnknown(int stage, String named) {
    Set<String> others = new LinkedHashSet<>(indexes.keySet());
    others.remove(name(stage));
    faults.add(
        read.get(stage).map().valuePlace("after"),
        "stage '" + name(stage) + "' is after '" + named + "', which does not exist",
        Spelling.remedy(named, others, "the other stages of this path are"));
    after[stage] =
        Spelling.nearest(named, others)
            .map(near -> indexes.getOrDefault(near, Network.NO_STAGE))
            .orElse(Network.NO_STAGE);
  }

  /** Reports each cycle once, at the first of its stages that says what it is after. */
  private void reportCycles() {
    int[] walkedFrom = new int[read.size()];
    Arrays.fill(walkedFrom, UNPLACED);
    for (int start = 1; start < read.size(); start++) {
      int stage = start;
      while (stage != Network.NO_STAGE && walkedFrom[stage] == UNPLACED) {
        walkedFrom[stage] = start;
        stage = after[stage];
      }
      if (stage != Network.NO_STAGE && walkedFrom[stage] == start) {
        reportCycle(stage);
      }
    }
  }

  private void reportCycle(int member) {
    List<Integer> cycle = line(member);
    int said =
        cycle.stream()
            .filter(i -> read.get(i).after() != null)
            .min(Integer::compare)
            .orElse(member);
    Located place = read.get(said).map().valuePlace("after");
    if (cycle.size() == 1) {
      faults.add(
          place,
          "stage '" + name(said) + "' is after itself",
          "name the stage that comes before it");
      return;
    }
    List<Integer> fromSaid = line(said);
    fromSaid.add(said);
    faults.add(
        place,
        "the stages go in a circle: "
            + fromSaid.stream()
                .map(i -> "'" + name(i) + "'")
                .collect(Collectors.joining(" after ")),
        "let every line of stages start at the entry '" + name(0) + "'");
  }

  private void checkGroups() {
    for (int i = 0; i < read.size(); i++) {
      Group group = read.get(i).stage().group();
      Located place = read.get(i).groupPlace();
      if (group == null || place == null || group.member().equals(MapReader.ABSENT)) {
        continue;
      }
      Integer member = indexes.get(group.member());
      if (member == null) {
        faults.add(
            place,
            "the members of '"
                + name(i)
                + "' are of stage '"
                + group.member()
                + "', which does not exist",
            Spelling.remedy(group.member(), indexes.keySet(), "the stages of this path are"));
      } else if (lineIsSound(i) && line(i).indexOf(member) < 1) {
        faults.add(
            place,
            "the members of '"
                + name(i)
                + "' are of stage '"
                + group.member()
                + "', which is not on the line before it",
            "name one of: "
                + line(i).stream().skip(1).map(this::name).collect(Collectors.joining(", ")));
      }
    }
  }

  /** A stage and those before it, back to the entry; ends before a stage comes again. */
  private List<Integer> line(int stage) {
    List<Integer> line = new ArrayList<>();
    for (int s = stage; s != Network.NO_STAGE && !line.contains(s); s = after[s]) {
      line.add(s);
    }
    return line;
  }

  /** Whether a stage's line leads to the entry. */
  private boolean lineIsSound(int stage) {
    List<Integer> line = line(stage);
    return line.get(line.size() - 1) == 0;
  }

  /**
   * The stages with their places, in the order of the file, except that a stage whose predecessor
   * stands behind it moves behind that: whoever walks the list has always seen the predecessor.
   */
  List<Stage> ordered() {
    Set<Integer> order = new LinkedHashSet<>();
    while (order.size() < read.size()) {
      order.add(next(order));
    }
    List<Integer> listed = List.copyOf(order);
    Map<Integer, Integer> places = new HashMap<>();
    for (int place = 0; place < listed.size(); place++) {
      places.put(listed.get(place), place);
    }
    return listed.stream()
        .map(i -> placed(read.get(i).stage(), places.getOrDefault(after[i], Network.NO_STAGE)))
        .toList();
  }

  /** The first stage not yet placed whose predecessor is; the first at all, where none has one. */
  private int next(Set<Integer> placed) {
    int first = Network.NO_STAGE;
    for (int i = 0; i < read.size(); i++) {
      if (placed.contains(i)) {
        continue;
      }
      if (i == 0 || placed.contains(after[i])) {
        return i;
      }
      first = first == Network.NO_STAGE ? i : first;
    }
    // Only where a fault is reported; the names are still wanted for other checks.
    return first;
  }

  private static Stage placed(Stage stage, int after) {
    return new Stage(
        stage.name(),
        stage.layer(),
        stage.topic(),
        after,
        stage.key(),
        stage.withinMillis(),
        stage.skewMillis(),
        stage.where(),
        stage.fails(),
        stage.when(),
        stage.group(),
        stage.target());
  }
}

package io.chokepoint.console.view;

import io.chokepoint.console.memory.EdgeMemory;
import io.chokepoint.console.memory.NetworkMemory;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.FlowSplit;
import io.chokepoint.results.StageShare;
import io.chokepoint.results.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a path, as its step rows tell of them: every line from the entry down, and stages
 * in the order of the network file as far as a verdict tells it.
 */
final class PathTree {
  private final String path;
  private final String entry;
  private final List<EdgeMemory> steps;
  private final Map<String, EdgeMemory> stepTo = new HashMap<>();

  private PathTree(String path, String entry, List<EdgeMemory> steps) {
    this.path = path;
    this.entry = entry;
    this.steps = steps;
    steps.forEach(step -> stepTo.put(step.key().to(), step));
  }

  /** The paths of a network, those with most stages first. */
  static List<PathTree> of(NetworkMemory network, @Nullable Verdict verdict) {
    Map<String, List<EdgeMemory>> byPath = new LinkedHashMap<>();
    for (EdgeMemory edge : network.edges()) {
      if (edge.key().kind() == ConversionEdge.step) {
        byPath.computeIfAbsent(edge.key().path(), path -> new ArrayList<>()).add(edge);
      }
    }
    List<PathTree> trees = new ArrayList<>();
    byPath.forEach((path, steps) -> trees.add(of(path, steps, verdict)));
    trees.sort(
        Comparator.comparingInt((PathTree tree) -> -tree.steps.size())
            .thenComparing(PathTree::path));
    return trees;
  }

  private static PathTree of(String path, List<EdgeMemory> steps, @Nullable Verdict verdict) {
    List<String> declared = declared(path, verdict);
    steps.sort(
        Comparator.comparingInt(
                (EdgeMemory step) -> {
                  int place = declared.indexOf(step.key().to());
                  return place < 0 ? Integer.MAX_VALUE : place;
                })
            .thenComparing(step -> step.key().to()));
    Set<String> ends = new LinkedHashSet<>();
    steps.forEach(step -> ends.add(step.key().to()));
    String entry =
        steps.stream()
            .map(step -> step.key().from())
            .filter(from -> !ends.contains(from))
            .findFirst()
            .orElse(steps.get(0).key().from());
    List<EdgeMemory> inOrder = new ArrayList<>();
    addAfter(entry, steps, inOrder);
    return new PathTree(path, entry, inOrder);
  }

  private static void addAfter(String stage, List<EdgeMemory> steps, List<EdgeMemory> inOrder) {
    for (EdgeMemory step : steps) {
      if (step.key().from().equals(stage) && !inOrder.contains(step)) {
        inOrder.add(step);
        addAfter(step.key().to(), steps, inOrder);
      }
    }
  }

  private static List<String> declared(String path, @Nullable Verdict verdict) {
    Set<String> stages = new LinkedHashSet<>();
    if (verdict != null) {
      for (FlowSplit split : verdict.getFlowSplit()) {
        if (split.getPath().equals(path)) {
          split.getStages().stream().map(StageShare::getStage).forEach(stages::add);
        }
      }
    }
    return List.copyOf(stages);
  }

  String path() {
    return path;
  }

  String entry() {
    return entry;
  }

  /** Its steps, each after the one that it follows. */
  List<EdgeMemory> steps() {
    return steps;
  }

  /** Whether a stage lies on a line that has branched off from the one before it in the order. */
  boolean isBranch(EdgeMemory step) {
    List<String> line = line(entry, step.key().to());
    return steps.subList(0, steps.indexOf(step)).stream()
        .anyMatch(before -> !line.contains(before.key().to()));
  }

  /** The stages behind one up to another, that one included; empty where no line joins them. */
  List<String> line(String from, String to) {
    List<String> line = new ArrayList<>();
    String stage = to;
    while (!stage.equals(from)) {
      EdgeMemory step = stepTo.get(stage);
      if (step == null || line.contains(stage)) {
        return List.of();
      }
      line.add(0, stage);
      stage = step.key().from();
    }
    return line;
  }
}

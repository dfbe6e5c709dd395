package io.chokepoint.console.view;

import io.chokepoint.console.memory.EdgeKey;
import io.chokepoint.console.memory.EdgeMemory;
import io.chokepoint.console.memory.NetworkMemory;
import io.chokepoint.console.view.Troubles.Trouble;
import io.chokepoint.results.AcuteBottleneck;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.RingEdgeState;
import io.chokepoint.results.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The flywheel: the verdict's edges, with the flow over each and the trouble on it. */
final class RingView {
  private final NetworkMemory network;
  private final Query query;
  private final TimeSpan span;
  private final Troubles troubles;
  private final List<PathTree> trees;

  RingView(
      NetworkMemory network, Query query, TimeSpan span, Troubles troubles, List<PathTree> trees) {
    this.network = network;
    this.query = query;
    this.span = span;
    this.troubles = troubles;
    this.trees = trees;
  }

  Overview.@Nullable Ring of(Verdict verdict, List<Overview.Path> paths) {
    if (verdict.getRing().isEmpty()) {
      return null;
    }
    Set<String> names = new LinkedHashSet<>();
    for (RingEdgeState edge : verdict.getRing()) {
      names.add(edge.getFromLayer());
      names.add(edge.getToLayer());
    }
    AcuteBottleneck acute = verdict.getAcute();
    String choking = acute == null ? null : acute.getLayer();
    return new Overview.Ring(
        verdict.getRingIndex(),
        names.stream().map(name -> layer(name, paths, name.equals(choking))).toList(),
        verdict.getRing().stream().map(edge -> edge(edge, paths)).toList());
  }

  private static Overview.Layer layer(String name, List<Overview.Path> paths, boolean isChoking) {
    Mark mark = Mark.NONE;
    String episode = null;
    for (Overview.Path path : paths) {
      for (Overview.Step step : path.steps()) {
        if (step.layer().equals(name) && step.mark().compareTo(mark) < 0) {
          mark = step.mark();
          episode = step.episode();
        }
      }
    }
    return new Overview.Layer(name, mark, isChoking, episode);
  }

  private Overview.RingEdge edge(RingEdgeState edge, List<Overview.Path> paths) {
    List<String> line = line(edge);
    Trouble trouble = troubles.gravest(edge.getPath(), line);
    Mark mark = trouble.mark();
    String at = null;
    boolean isChoking = false;
    for (String stage : line) {
      isChoking |= troubles.isChoking(edge.getPath(), stage);
      if (at == null && mark != Mark.NONE && troubles.of(edge.getPath(), stage).equals(trouble)) {
        at = stage;
      }
    }
    if (edge.getBaselineRate() == null) {
      mark = mark.or(Mark.LEARNING);
    }
    if (isBehind(edge, paths)) {
      mark = mark.or(Mark.BEHIND);
    }
    return new Overview.RingEdge(
        edge.getFromLayer(),
        edge.getToLayer(),
        edge.getPath(),
        edge.getFrom(),
        edge.getTo(),
        edge.getRate(),
        edge.getBaselineRate(),
        edge.getGoal(),
        edge.getWhatIfPerHour(),
        flowPerHour(edge),
        mark,
        isChoking,
        at,
        trouble.episodeId());
  }

  private static boolean isBehind(RingEdgeState edge, List<Overview.Path> paths) {
    return paths.stream()
        .filter(path -> path.name().equals(edge.getPath()))
        .flatMap(path -> path.steps().stream())
        .anyMatch(step -> step.to().equals(edge.getTo()) && step.mark() == Mark.BEHIND);
  }

  private List<String> line(RingEdgeState edge) {
    return trees.stream()
        .filter(tree -> tree.path().equals(edge.getPath()))
        .findFirst()
        .map(tree -> tree.line(edge.getFrom(), edge.getTo()))
        .orElse(List.of());
  }

  /** Who reaches its end an hour, by the complete cohorts of the range. */
  private @Nullable Double flowPerHour(RingEdgeState edge) {
    EdgeMemory step =
        network.edge(
            new EdgeKey(edge.getPath(), ConversionEdge.step, edge.getFrom(), edge.getTo()));
    if (step != null) {
      return convertedPerHour(step);
    }
    // Where the edge is no step, the step or funnel that ends there has the same arrivals.
    return network.edges().stream()
        .filter(
            each ->
                each.key().path().equals(edge.getPath()) && each.key().to().equals(edge.getTo()))
        .findFirst()
        .map(this::convertedPerHour)
        .orElse(null);
  }

  private @Nullable Double convertedPerHour(EdgeMemory edge) {
    long millis = 0;
    long converted = 0;
    for (var cohort : edge.total().between(span.from(), span.to())) {
      if (cohort.isCompleteAt(query.asOfMillis())) {
        millis += cohort.endMillis() - cohort.startMillis();
        converted += cohort.converted();
      }
    }
    return millis == 0 ? null : (double) converted * PathView.MILLIS_AN_HOUR / (double) millis;
  }
}

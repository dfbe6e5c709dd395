package io.chokepoint.domain.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws a network's paths and its ring as text for a terminal, at most {@value #WIDTH} columns
 * wide.
 *
 * <p>A line a stage, in columns: the stage, its layer, its topic, the longest time that it may take
 * after the stage before it, and its conditions. A stage stands under the one it is after; where
 * several are after the same one, the tree branches.
 */
public final class PathDrawing {

  /** Fits a terminal of 110 columns, and leaves a few for a prompt or a border in one of 120. */
  public static final int WIDTH = 110;

  /** The widest a column gets, so that at least 24 columns are left for the conditions. */
  private static final int MAX_STAGE_WIDTH = 30;

  private static final int MAX_LAYER_WIDTH = 16;
  private static final int MAX_TOPIC_WIDTH = 22;
  private static final int MAX_HORIZON_WIDTH = 8;
  private static final String GAP = "  ";

  private PathDrawing() {}

  /**
   * Draws a network.
   *
   * @return the text, its lines ended with {@code \n}
   */
  public static String draw(Network network) {
    StringBuilder text = new StringBuilder();
    line(text, cut("network " + network.name(), WIDTH));
    for (Path path : network.paths()) {
      line(text, "");
      line(text, cut(heading(path), WIDTH));
      if (!path.segments().isEmpty()) {
        line(text, cut(GAP + "broken down by " + segments(path), WIDTH));
      }
      drawStages(text, path);
    }
    if (!network.ring().isEmpty()) {
      line(text, "");
      line(text, "ring");
      drawRing(text, network.ring());
    }
    return text.toString();
  }

  private static String heading(Path path) {
    boolean perWindow = path.anchor() == Anchor.PER_WINDOW;
    StringBuilder heading = new StringBuilder("path ").append(path.name());
    heading.append(": one journey per ").append(path.key()).append(perWindow ? " and window" : "");
    heading.append("; cohorts of ").append(Durations.text(path.cohortMillis()));
    if (path.withinMillis() != Network.UNBOUNDED) {
      heading.append("; within ").append(Durations.text(path.withinMillis()));
    }
    Value value = path.value();
    if (value != null) {
      heading.append("; worth its ").append(value.field());
    }
    return heading.toString();
  }

  private static String segments(Path path) {
    return path.segments().stream()
        .map(segment -> segment.name() + " (from " + segment.stage() + ")")
        .collect(Collectors.joining(", "));
  }

  private static void drawStages(StringBuilder text, Path path) {
    List<Row> rows = new ArrayList<>();
    addRows(path, 0, "", "", rows);
    int stage = width(rows.stream().map(row -> row.rail() + row.name()).toList(), MAX_STAGE_WIDTH);
    int layer = width(path.stages().stream().map(Stage::layer).toList(), MAX_LAYER_WIDTH);
    int topic = width(path.stages().stream().map(Stage::topic).toList(), MAX_TOPIC_WIDTH);
    int horizon = width(rows.stream().map(Row::horizon).toList(), MAX_HORIZON_WIDTH);
    int left = 4 * GAP.length() + GAP.length() + stage + layer + topic + horizon;
    for (Row row : rows) {
      List<String> conditions = StageConditions.wrap(row.conditions(), WIDTH - left);
      line(
          text,
          GAP
              + fit(row.rail() + row.name(), stage)
              + GAP
              + fit(row.layer(), layer)
              + GAP
              + fit(row.topic(), topic)
              + GAP
              + fit(row.horizon(), horizon)
              + GAP
              + (conditions.isEmpty() ? "" : conditions.get(0)));
      for (String more : conditions.subList(Math.min(1, conditions.size()), conditions.size())) {
        String rail = GAP + fit(row.below(), stage);
        line(text, rail + " ".repeat(left - rail.length()) + more);
      }
    }
  }

  /**
   * A drawn stage.
   *
   * @param rail the tree's lines before the name
   * @param below the tree's lines in the line below, if the conditions need one
   */
  private record Row(
      String rail,
      String below,
      String name,
      String layer,
      String topic,
      String horizon,
      List<String> conditions) {}

  private static void addRows(Path path, int stage, String rail, String trunk, List<Row> rows) {
    List<Integer> next =
        IntStream.range(0, path.stages().size())
            .filter(i -> path.stages().get(i).after() == stage)
            .boxed()
            .toList();
    Stage drawn = path.stages().get(stage);
    String below = trunk + (next.isEmpty() ? "" : "│ ");
    rows.add(
        new Row(
            rail,
            below,
            drawn.name(),
            drawn.layer(),
            drawn.topic(),
            horizon(path, stage),
            StageConditions.of(drawn)));
    if (next.size() == 1) {
      addRows(path, next.get(0), trunk + "↓ ", trunk, rows);
      return;
    }
    for (int i = 0; i < next.size(); i++) {
      boolean last = i == next.size() - 1;
      addRows(
          path, next.get(i), trunk + (last ? "└→ " : "├→ "), trunk + (last ? "   " : "│  "), rows);
    }
  }

  private static String horizon(Path path, int stage) {
    return stage == 0 ? "entry" : "≤ " + Durations.text(path.stepHorizonMillis(stage));
  }

  private static void drawRing(StringBuilder text, List<RingEdge> ring) {
    int from = width(ring.stream().map(RingEdge::from).toList(), MAX_LAYER_WIDTH);
    int to = width(ring.stream().map(RingEdge::to).toList(), MAX_LAYER_WIDTH);
    for (RingEdge edge : ring) {
      String layers = GAP + fit(edge.from(), from) + " → " + fit(edge.to(), to) + GAP;
      String measured = edge.path() + ": " + edge.fromStage() + " → " + edge.toStage();
      line(text, layers + fit(measured, WIDTH - layers.length()));
    }
  }

  private static int width(List<String> texts, int most) {
    return Math.min(most, texts.stream().mapToInt(String::length).max().orElse(0));
  }

  /** A text in exactly so many columns. */
  private static String fit(String text, int width) {
    String cut = cut(text, width);
    return cut + " ".repeat(width - cut.length());
  }

  private static String cut(String text, int width) {
    return text.length() > width ? text.substring(0, width - 1) + "…" : text;
  }

  private static void line(StringBuilder text, String line) {
    text.append(line.stripTrailing()).append('\n');
  }
}

package io.chokepoint.report.picture;

import io.chokepoint.domain.conversion.Interval;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.RingEdge;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.report.tally.Count;
import io.chokepoint.report.tally.EdgeName;
import io.chokepoint.report.tally.Tallies;
import io.chokepoint.report.words.Numbers;
import io.chokepoint.results.ConversionEdge;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The flywheel: layers on a circle, and between them the share of demand that passes.
 *
 * @param nodes the layers
 * @param arcs the edges, in the order of the network file
 */
public record RingPicture(List<Node> nodes, List<Arc> arcs) {
  private static final double RADIUS_X = 285;
  private static final double RADIUS_Y = 215;

  /** How far a line between layers that are no neighbours bends towards the middle. */
  private static final double BEND = 0.55;

  /** Arrows end this far before the middle of a layer's name, along the line. */
  private static final double NODE_WIDTH = 76;

  private static final double NODE_HEIGHT = 26;

  /** A label beside a line stands so far from it. */
  private static final double LABEL_WIDTH = 46;

  private static final double LABEL_HEIGHT = 20;
  private static final int LONGEST_NAME = 14;

  /**
   * A layer.
   *
   * @param x its middle
   * @param y its middle
   * @param layer its name
   */
  public record Node(String x, String y, String layer) {}

  /**
   * An edge.
   *
   * @param line outline of the arrow
   * @param x middle of its label
   * @param y middle of its label
   * @param from the layer that it leaves
   * @param to the layer that it reaches
   * @param measured path and stages
   * @param rate the share that passes
   * @param bounds its Wilson interval
   * @param converted how many passed
   * @param entrants of how many
   * @param isBottleneck whether the gravest verdict names a step on it
   */
  public record Arc(
      String line,
      String x,
      String y,
      String from,
      String to,
      String measured,
      String rate,
      String bounds,
      String converted,
      String entrants,
      boolean isBottleneck) {}

  /** Draws the ring of a network; nothing where it declares none. */
  static Optional<RingPicture> of(Network network, Tallies tallies, Verdicts verdicts) {
    if (network.ring().isEmpty()) {
      return Optional.empty();
    }
    Set<String> onRing = new LinkedHashSet<>();
    network.ring().forEach(edge -> onRing.addAll(List.of(edge.from(), edge.to())));
    List<String> layers = network.layers().stream().filter(onRing::contains).toList();
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      Point place = place(i, layers.size());
      String name = layers.get(i);
      nodes.add(
          new Node(
              Numbers.coordinate(place.x),
              Numbers.coordinate(place.y),
              name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name));
    }
    List<Arc> arcs =
        network.ring().stream().map(edge -> arc(edge, layers, network, tallies, verdicts)).toList();
    return Optional.of(new RingPicture(nodes, arcs));
  }

  private record Point(double x, double y) {

    Point towards(Point other, double share) {
      return new Point(x + share * (other.x - x), y + share * (other.y - y));
    }

    /** The point where a line from the middle of a node to another point leaves the node's box. */
    Point edgeOfNode(Point other) {
      double reach =
          1
              / Math.max(
                  Math.abs(other.x - x) / NODE_WIDTH,
                  Math.max(Math.abs(other.y - y) / NODE_HEIGHT, 1e-9));
      return towards(other, Math.min(reach, 0.9));
    }

    /** Beside a line of the circle, on its outer side. */
    Point outwards() {
      double distance = Math.max(1, Math.hypot(x, y));
      return new Point(x + LABEL_WIDTH * x / distance, y + LABEL_HEIGHT * y / distance);
    }

    String text() {
      return Numbers.coordinate(x) + " " + Numbers.coordinate(y);
    }
  }

  private static Point place(int index, int of) {
    // Half a step from the top: two layers stand side by side there, and their arrow is level.
    double angle = 2 * Math.PI * (index - 0.5) / of - Math.PI / 2;
    return new Point(RADIUS_X * Math.cos(angle), RADIUS_Y * Math.sin(angle));
  }

  private static Arc arc(
      RingEdge edge, List<String> layers, Network network, Tallies tallies, Verdicts verdicts) {
    int from = layers.indexOf(edge.from());
    int to = layers.indexOf(edge.to());
    Point start = place(from, layers.size());
    Point end = place(to, layers.size());
    int apart = Math.floorMod(to - from, layers.size());
    boolean neighbours = apart == 1 || apart == layers.size() - 1;
    Point middle = start.towards(end, 0.5);
    Point bend = neighbours ? middle : middle.towards(new Point(0, 0), BEND);
    Point first = start.edgeOfNode(bend);
    Point last = end.edgeOfNode(bend);
    // The middle of a quadratic curve lies halfway to its control point.
    Point onLine = first.towards(last, 0.5).towards(bend, 0.5);
    Point label = neighbours ? onLine.outwards() : onLine;
    Path path =
        network.paths().stream()
            .filter(candidate -> candidate.name().equals(edge.path()))
            .findFirst()
            .orElseThrow();
    Count count = count(edge, path, tallies);
    Interval rate = count.rate();
    return new Arc(
        "M" + first.text() + "Q" + bend.text() + " " + last.text(),
        Numbers.coordinate(label.x),
        Numbers.coordinate(label.y),
        edge.from(),
        edge.to(),
        edge.path() + ": " + edge.fromStage() + " → " + edge.toStage(),
        Numbers.percent(rate),
        Numbers.bounds(rate),
        Numbers.count(count.converted()),
        Numbers.count(count.entrants()),
        steps(edge, path).stream().anyMatch(verdicts::isGravest));
  }

  /** The step or funnel edge between the stages; else what both funnel edges say. */
  private static Count count(RingEdge edge, Path path, Tallies tallies) {
    Stage from = path.stages().get(path.stageIndex(edge.fromStage()));
    Stage to = path.stages().get(path.stageIndex(edge.toStage()));
    if (to.after() == path.stageIndex(from.name())) {
      return tallies.step(path, to).total();
    }
    Count ends = tallies.funnel(path, to).total();
    if (from.isEntry()) {
      return ends;
    }
    long entrants = tallies.funnel(path, from).total().converted();
    return new Count(entrants, ends.converted(), entrants - ends.converted());
  }

  private static List<EdgeName> steps(RingEdge edge, Path path) {
    List<EdgeName> steps = new ArrayList<>();
    int from = path.stageIndex(edge.fromStage());
    for (int s = path.stageIndex(edge.toStage()); s > from; s = path.stages().get(s).after()) {
      Stage to = path.stages().get(s);
      steps.add(
          new EdgeName(
              path.name(), ConversionEdge.step, path.stages().get(to.after()).name(), to.name()));
    }
    return steps;
  }
}

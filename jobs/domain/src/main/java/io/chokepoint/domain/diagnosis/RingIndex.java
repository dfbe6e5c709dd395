package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.RingEdge;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the flywheel turns against what is usual.
 *
 * @param edges its edges, in the order of the network
 * @param index the product of all ratios, 1 where it turns as ever; null where the network has no
 *     ring or any edge is unknown
 */
public record RingIndex(List<Edge> edges, @Nullable Double index) {

  /** Copies the list. */
  public RingIndex {
    edges = List.copyOf(edges);
  }

  /**
   * One edge of the ring.
   *
   * @param edge the edge
   * @param rate the share that comes along it now, a product of steps; null while unknown
   * @param baseline the usual share; null while unknown
   * @param ratio {@code rate / baseline}; null while unknown, or where nothing comes as a rule
   * @param goal the stage at which its line ends; null while unknown
   * @param addsPerHour how many more would come to the goal in an hour at the usual share; 0 where
   *     it is reached, null while unknown
   */
  public record Edge(
      RingEdge edge,
      @Nullable Double rate,
      @Nullable Double baseline,
      @Nullable Double ratio,
      @Nullable String goal,
      @Nullable Double addsPerHour) {}

  /** The ring of a network; without edges where it has none. */
  static RingIndex of(Network network, StepRates rates) {
    List<Edge> edges = new ArrayList<>();
    double index = 1;
    for (RingEdge edge : network.ring()) {
      Edge measured = measure(network, edge, rates);
      edges.add(measured);
      index *= measured.ratio == null ? Double.NaN : measured.ratio;
    }
    return new RingIndex(edges, edges.isEmpty() || Double.isNaN(index) ? null : index);
  }

  private static Edge measure(Network network, RingEdge edge, StepRates rates) {
    int index = 0;
    while (!network.paths().get(index).name().equals(edge.path())) {
      index++;
    }
    Path path = network.paths().get(index);
    int to = path.stageIndex(edge.toStage());
    int[] line = StepRates.line(path, path.stageIndex(edge.fromStage()), to);
    double rate = 1;
    double usual = 1;
    for (int stage : line) {
      rate *= rates.now(index, stage);
      usual *= rates.usual(index, stage);
    }
    EdgeStatus first = rates.status(index, line[0]);
    if (first == null || Double.isNaN(rate) || Double.isNaN(usual)) {
      return new Edge(edge, null, null, null, null, null);
    }
    StepRates.Way way = rates.wayFrom(index, to);
    double adds = first.entrantsPerHour() * Math.max(0, usual - rate) * way.rate();
    return new Edge(
        edge,
        rate,
        usual,
        usual > 0 ? rate / usual : null,
        path.stages().get(way.stage()).name(),
        adds);
  }
}

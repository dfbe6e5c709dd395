package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.network.RingEdge;
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
}

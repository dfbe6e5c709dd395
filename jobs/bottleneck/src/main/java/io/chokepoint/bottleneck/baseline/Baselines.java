package io.chokepoint.bottleneck.baseline;

import io.chokepoint.domain.detection.LearntStep;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of a network start with, instead of learning it.
 *
 * @param steps by path and edge
 * @param remarks which steps of the file are not among them, and why; a sentence each
 */
public record Baselines(Map<Step, LearntStep> steps, List<String> remarks) implements Serializable {

  /** Nothing: every step learns. */
  public static final Baselines NONE = new Baselines(Map.of(), List.of());

  /** Copies the collections. */
  public Baselines {
    steps = Map.copyOf(steps);
    remarks = List.copyOf(remarks);
  }

  /**
   * A step.
   *
   * @param path index of the path
   * @param edge index of the step in its path
   */
  public record Step(int path, int edge) implements Serializable {}

  /** What is known of a step; null where it has to learn. */
  public @Nullable LearntStep of(int path, int edge) {
    return steps.get(new Step(path, edge));
  }
}

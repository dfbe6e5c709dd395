package io.chokepoint.bottleneck.record;

import io.chokepoint.domain.journey.DroppedStep;

/**
 * What examples are kept for: a step, a cohort and a reason.
 *
 * <p>The hash decides on which subtask they live, in savepoints too: it must never change.
 *
 * @param path index of the path
 * @param edge index of the step in its path
 * @param cohortStart start of the step's cohort in ms
 * @param reason the reason of the drop
 */
public record DroppedKey(int path, int edge, long cohortStart, String reason) {
  /** What a dropped step is an example of. */
  public static DroppedKey of(DroppedStep step) {
    return new DroppedKey(step.path(), step.edge(), step.cohortStart(), step.reason());
  }

  @Override
  public int hashCode() {
    return ((31 * path + edge) * 31 + Long.hashCode(cohortStart)) * 31 + reason.hashCode();
  }
}

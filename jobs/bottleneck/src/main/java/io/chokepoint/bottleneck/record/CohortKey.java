package io.chokepoint.bottleneck.record;

import io.chokepoint.domain.journey.TallyDelta;

/**
 * The key of a cohort table: one edge, one dimension (or the total) and one cohort.
 *
 * <p>The hash decides on which subtask a table lives, in savepoints too: it must never change.
 *
 * @param path index of the path
 * @param edge index of the edge in its path
 * @param dimension index of the dimension, or {@link TallyDelta#TOTAL}
 * @param cohortStart start of the cohort window in ms
 */
public record CohortKey(int path, int edge, int dimension, long cohortStart) {
  /** The table that a change belongs to. Marks have keys of their own. */
  public static CohortKey of(TallyDelta delta) {
    if (delta.path() == ClockMark.SPACE) {
      return ClockMark.cohortKey(delta.cohortStart());
    }
    return new CohortKey(delta.path(), delta.edge(), delta.dimension(), delta.cohortStart());
  }

  @Override
  public int hashCode() {
    return ((31 * path + edge) * 31 + dimension) * 31 + Long.hashCode(cohortStart);
  }
}

package io.chokepoint.domain.journey;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step at which one journey was dropped: its horizon has passed on the clocks of its topics. An
 * example to look at; the counts are made of {@link TallyDelta}s.
 *
 * @param path index of the path
 * @param edge index of the step in its path
 * @param cohortStart start of the step's cohort, in ms
 * @param reason reason of the last refusal, or {@link Reasons#NO_EVENT}
 * @param key the packed correlation key
 * @param times event times of the stages on the line to the step's start, in ms, in the order of
 *     the path; {@link #NOT_REACHED} for the others
 * @param segments its values of the dimensions, in the order of {@code PathPlan.edgeDimensions}
 */
public record DroppedStep(
    int path,
    int edge,
    long cohortStart,
    String reason,
    byte[] key,
    long[] times,
    List<String> segments) {
  /** Copies the list. */
  public DroppedStep {
    segments = List.copyOf(segments);
  }

  /** In place of the time of a stage beside the line or behind it. */
  public static final long NOT_REACHED = Long.MIN_VALUE;

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DroppedStep step
        && path == step.path
        && edge == step.edge
        && cohortStart == step.cohortStart
        && reason.equals(step.reason)
        && Arrays.equals(key, step.key)
        && Arrays.equals(times, step.times)
        && segments.equals(step.segments);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key) * 31 + Long.hashCode(cohortStart) + edge;
  }

  /**
   * The place of a journey among the examples: the least are shown. It depends on the correlation
   * key alone, so that the same journey is shown again where it was dropped at several steps. The
   * mixing function is the finalizer of MurmurHash3 (Austin Appleby, public domain).
   */
  public static long rank(byte[] key) {
    long hash = 0;
    for (byte b : key) {
      hash = hash * 31 + b;
    }
    hash ^= hash >>> 33;
    hash *= 0xFF51AFD7ED558CCDL;
    hash ^= hash >>> 33;
    hash *= 0xC4CEB9FE1A85EC53L;
    return hash ^ hash >>> 33;
  }
}

package io.chokepoint.bottleneck.record;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is usual of a step.
 *
 * @param path index of the path
 * @param edge index of the step in its path
 * @param segments its total and the segments that are known
 */
public record StepBaseline(int path, int edge, List<OfSegment> segments) {

  /**
   * The usual course of a segment.
   *
   * @param dimension index of the dimension in its path, or {@link
   *     io.chokepoint.domain.journey.TallyDelta#TOTAL}
   * @param segment the dimension's value; empty for the total
   * @param hazards the hazard of each lag bin; NaN where it is not known
   */
  public record OfSegment(int dimension, String segment, double[] hazards) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof OfSegment o
          && dimension == o.dimension
          && segment.equals(o.segment)
          && Arrays.equals(hazards, o.hazards);
    }

    @Override
    public int hashCode() {
      return 31 * segment.hashCode() + Arrays.hashCode(hazards);
    }
  }

  /** Copies the list. */
  public StepBaseline {
    segments = List.copyOf(segments);
  }
}

package io.chokepoint.domain.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the loss of a step lies.
 *
 * @param scope whether one segment explains it, several do, or it is everywhere
 * @param dimension name of the dimension of those that explain it; null for {@link Scope#ALL}
 * @param named those that explain it, the greatest loss first, at most {@value #MOST_NAMED}; none
 *     for {@link Scope#ALL}
 * @param count how many explain it, the unnamed included; 0 for {@link Scope#ALL}
 * @param share the share of the loss that they explain; null for {@link Scope#ALL}
 * @param splits the change of the rate, split by each dimension
 */
public record SegmentFinding(
    Scope scope,
    @Nullable String dimension,
    List<Named> named,
    int count,
    @Nullable Estimate share,
    List<MixSplit> splits) {

  /** More names than these say no more. */
  public static final int MOST_NAMED = 3;

  /** Copies the lists. */
  public SegmentFinding {
    named = List.copyOf(named);
    splits = List.copyOf(splits);
  }

  /** How much of the traffic the loss takes in. */
  public enum Scope {
    /** One segment explains it. */
    ONE,
    /** A few segments of one dimension together explain it. */
    SEVERAL,
    /** No segment explains most of it. */
    ALL
  }

  /**
   * A segment that explains the loss, alone or with others.
   *
   * @param segment the dimension's value
   * @param inside observed / expected conversions in it
   * @param outside the same outside of it and of the others that are named with it
   * @param pValue chance of so great a difference where there is none
   * @param adjusted the same for the worst of all values of all dimensions (Holm)
   */
  public record Named(
      String segment, Estimate inside, Estimate outside, double pValue, double adjusted) {}
}

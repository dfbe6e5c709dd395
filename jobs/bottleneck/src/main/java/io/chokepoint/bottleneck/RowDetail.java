package io.chokepoint.bottleneck;

import io.chokepoint.domain.journey.TallyDelta;

/**
 * Which conversion rows are published. Rows of segments are some fifty times as many as those of
 * totals: a run that shows the totals alone takes half the time without them. Verdicts are the same
 * with any of these.
 */
public enum RowDetail {
  /** Totals and every value of every dimension. */
  SEGMENTS,
  /** Totals alone. */
  TOTALS,
  /** None: for who asks for verdicts only. */
  NONE;

  /**
   * Whether the rows of a dimension are published.
   *
   * @param dimension index of the dimension in its path, or {@link TallyDelta#TOTAL}
   */
  public boolean includes(int dimension) {
    return this == SEGMENTS || (this == TOTALS && dimension == TallyDelta.TOTAL);
  }
}

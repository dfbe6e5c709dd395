package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.journey.TallyDelta;
import java.util.Comparator;

/**
 * A segment of a step.
 *
 * @param dimension index of the dimension in its path, or {@link TallyDelta#TOTAL}
 * @param segment its value; empty for the total
 */
record SegmentKey(int dimension, String segment) implements Comparable<SegmentKey> {
  static final SegmentKey TOTAL = new SegmentKey(TallyDelta.TOTAL, "");

  private static final Comparator<SegmentKey> ORDER =
      Comparator.comparingInt(SegmentKey::dimension).thenComparing(SegmentKey::segment);

  @Override
  public int compareTo(SegmentKey other) {
    return ORDER.compare(this, other);
  }

  void write(Packing.Writer out) {
    out.signed(dimension);
    out.text(segment);
  }

  static SegmentKey read(Packing.Reader in) {
    return new SegmentKey((int) in.signed(), in.text());
  }
}

package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.TallyDelta;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

  void write(DataOutput out) throws IOException {
    out.writeInt(dimension);
    out.writeUTF(segment);
  }

  static SegmentKey read(DataInput in) throws IOException {
    return new SegmentKey(in.readInt(), in.readUTF());
  }
}

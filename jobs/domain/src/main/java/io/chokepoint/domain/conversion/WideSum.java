package io.chokepoint.domain.conversion;

import io.chokepoint.domain.journey.Packing;

/**
 * A sum of longs in 128 bits, which no stream can leave: whether it fits in a long is asked of the
 * sum as it is, so that neither the order of its parts nor a detour of them beyond the range
 * matters.
 */
final class WideSum {
  private long high;
  private long low;

  /** Adds a number. */
  void add(long value) {
    add(value >> 63, value);
  }

  /** Adds another sum. */
  void add(WideSum other) {
    add(other.high, other.low);
  }

  private void add(long otherHigh, long otherLow) {
    long sum = low + otherLow;
    high += otherHigh + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
  }

  /** Starts again at zero. */
  void clear() {
    high = 0;
    low = 0;
  }

  /** Whether the sum fits in a long. */
  boolean fits() {
    return high == low >> 63;
  }

  /** The sum; its lower 64 bits where it does not fit. */
  long toLong() {
    return low;
  }

  void pack(Packing.Writer writer) {
    writer.signed(low);
    // What the lower half does not tell: nothing, where the sum fits.
    writer.signed(high ^ low >> 63);
  }

  void unpack(Packing.Reader reader) {
    low = reader.signed();
    high = reader.signed() ^ low >> 63;
  }
}

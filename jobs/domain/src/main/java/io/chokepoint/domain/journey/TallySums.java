package io.chokepoint.domain.journey;

import io.chokepoint.domain.journey.TallyDelta.Measure;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Sums of tally changes, one for each count of each table, as many as there is room for.
 *
 * <p>Whoever takes the sums may be looked at between any two of them. So who enters is told first
 * and who leaves last: at no time are there more conversions, or refusals, than entrants.
 *
 * <p>Flat arrays with an index by hash (open addressing, linear probes, at most half full): it is
 * asked several times for each event.
 */
public final class TallySums {
  private static final Turn[] TURNS = Turn.values();

  /** Knuth's multiplicative hashing: 2^32 over the golden ratio. */
  private static final int SPREAD = 0x9E3779B9;

  /** When a sum is told, in this order. */
  private enum Turn {
    ENTERING,
    TAKEN_BACK,
    ADDED,
    LEAVING
  }

  /** The first change of each sum stands for all of them, but for its lag. */
  private final TallyDelta[] cells;

  private final long[] buckets;
  private final int[] hashes;
  private final long[] counts;
  private final long[] values;
  private int size;

  /** Positions of the sums, from 1; 0 is free. */
  private final int[] index;

  private final int shift;

  /**
   * Makes an empty table.
   *
   * @param room for how many sums
   */
  public TallySums(int room) {
    cells = new TallyDelta[room];
    buckets = new long[room];
    hashes = new int[room];
    counts = new long[room];
    values = new long[room];
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * room - 1);
    index = new int[1 << bits];
    shift = Integer.SIZE - bits;
  }

  /** Whether the next change may find no room. */
  public boolean isFull() {
    return size == cells.length;
  }

  /**
   * Adds a change; there must be room.
   *
   * @param bucket the bucket of its lag, in ms
   * @param out takes a sum whose value would leave the range of a long with this change
   */
  public void add(TallyDelta change, long bucket, Consumer<TallyDelta> out) {
    int at = position(change, bucket);
    long before = values[at];
    long value = before + change.value();
    if (((before ^ value) & (change.value() ^ value)) < 0) {
      tell(at, out);
      counts[at] = 0;
      value = change.value();
    }
    counts[at] += change.count();
    values[at] = value;
  }

  /** The position of the sum that a change belongs to; a new one where there is none. */
  private int position(TallyDelta change, long bucket) {
    int hash = hash(change, bucket);
    int mask = index.length - 1;
    int slot = hash * SPREAD >>> shift;
    while (index[slot] != 0) {
      int at = index[slot] - 1;
      if (hashes[at] == hash && isOf(at, change, bucket)) {
        return at;
      }
      slot = (slot + 1) & mask;
    }
    int at = size++;
    index[slot] = at + 1;
    cells[at] = change;
    buckets[at] = bucket;
    hashes[at] = hash;
    counts[at] = 0;
    values[at] = 0;
    return at;
  }

  private static int hash(TallyDelta change, long bucket) {
    int hash = change.segment().hashCode();
    hash = 31 * hash + change.reason().hashCode();
    hash = 31 * hash + change.path();
    hash = 31 * hash + change.edge();
    hash = 31 * hash + change.dimension();
    hash = 31 * hash + change.measure().ordinal();
    hash = 31 * hash + Long.hashCode(change.cohortStart());
    return 31 * hash + Long.hashCode(bucket);
  }

  private boolean isOf(int at, TallyDelta change, long bucket) {
    TallyDelta cell = cells[at];
    return buckets[at] == bucket
        && cell.cohortStart() == change.cohortStart()
        && cell.edge() == change.edge()
        && cell.measure() == change.measure()
        && cell.dimension() == change.dimension()
        && cell.path() == change.path()
        && cell.segment().equals(change.segment())
        && cell.reason().equals(change.reason());
  }

  /** Tells all sums but those of nothing, and forgets them. */
  public void drain(Consumer<TallyDelta> out) {
    for (Turn turn : TURNS) {
      for (int at = 0; at < size; at++) {
        if (turn(at) == turn) {
          tell(at, out);
        }
      }
    }
    Arrays.fill(cells, 0, size, null);
    Arrays.fill(index, 0);
    size = 0;
  }

  private Turn turn(int at) {
    if (cells[at].measure() == Measure.ENTRANT) {
      return counts[at] < 0 ? Turn.LEAVING : Turn.ENTERING;
    }
    return counts[at] < 0 ? Turn.TAKEN_BACK : Turn.ADDED;
  }

  private void tell(int at, Consumer<TallyDelta> out) {
    if (counts[at] != 0 || values[at] != 0) {
      out.accept(cells[at].summed(buckets[at], counts[at], values[at]));
    }
  }
}

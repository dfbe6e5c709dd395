package io.chokepoint.domain.conversion;

import io.chokepoint.domain.journey.Packing;
import java.util.Arrays;

/**
 * How often each lag occurs: a sum of signed changes, whose order does not matter.
 *
 * <p>Two flat arrays, since a run with exact lags keeps millions of them: 16 bytes a lag in place
 * of the 90 of a map's entry. Lags that are new are appended, and sorted in when the arrays are
 * full. Reading changes nothing, so that a snapshot may read while the next is copied.
 */
final class LagCounts {
  private static final long[] NONE = {};

  private long[] lags = NONE;
  private long[] counts = NONE;
  private int size;

  /** How many of the lags, from the first, are ascending and distinct. */
  private int sorted;

  /** Adds a change of the count of a lag, in ms and at least 0. */
  void add(long lagMillis, long change) {
    int at = Arrays.binarySearch(lags, 0, sorted, lagMillis);
    if (at >= 0) {
      counts[at] += change;
      return;
    }
    if (size == lags.length) {
      sortIn();
    }
    lags[size] = lagMillis;
    counts[size] = change;
    if (size == sorted && (size == 0 || lags[size - 1] < lagMillis)) {
      sorted++;
    }
    size++;
  }

  /** Adds all of another. */
  void add(LagCounts other) {
    for (int i = 0; i < other.size; i++) {
      add(other.lags[i], other.counts[i]);
    }
  }

  /** Forgets everything. */
  void clear() {
    lags = NONE;
    counts = NONE;
    size = 0;
    sorted = 0;
  }

  /** Makes room for another lag: at least half of the arrays is free then. */
  private void sortIn() {
    LagCounts all = inOrder();
    size = all.size;
    sorted = all.sorted;
    int room = Math.max(1, 2 * size);
    lags = Arrays.copyOf(all.lags, room);
    counts = Arrays.copyOf(all.counts, room);
  }

  /** The same counts in ascending order, each lag once and none with a count of 0. */
  private LagCounts inOrder() {
    LagCounts all = new LagCounts();
    long[] keys = Arrays.copyOf(lags, size);
    Arrays.sort(keys, 0, size);
    int distinct = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || keys[i] != keys[i - 1]) {
        keys[distinct++] = keys[i];
      }
    }
    long[] sums = new long[distinct];
    for (int i = 0; i < size; i++) {
      sums[Arrays.binarySearch(keys, 0, distinct, lags[i])] += counts[i];
    }
    for (int i = 0; i < distinct; i++) {
      if (sums[i] != 0) {
        keys[all.size] = keys[i];
        sums[all.size++] = sums[i];
      }
    }
    all.lags = keys;
    all.counts = sums;
    all.sorted = all.size;
    return all;
  }

  /** Adds the counts to those of the bins that the lags lie in. */
  void addTo(long[] byBin, LagBins bins) {
    for (int i = 0; i < size; i++) {
      byBin[bins.binOf(lags[i])] += counts[i];
    }
  }

  /**
   * Adds the counts to those of some of the bins.
   *
   * @param byBin the bins from the first on, as many as there are to be counted
   * @param first the bin that comes first
   */
  void addTo(long[] byBin, LagBins bins, int first) {
    if (byBin.length == 0) {
      return;
    }
    long after = first == 0 ? -1 : bins.upperMillis(first - 1);
    long until = bins.upperMillis(first + byBin.length - 1);
    for (int i = 0; i < size; i++) {
      if (lags[i] > after && lags[i] <= until) {
        byBin[bins.binOf(lags[i]) - first] += counts[i];
      }
    }
  }

  /**
   * The element at a rank of the sorted lags, in ms.
   *
   * @param rank from 0
   * @return the lag, or −1 where there are no more than {@code rank} of them
   */
  long atRank(long rank) {
    LagCounts all = sorted == size ? this : inOrder();
    long seen = 0;
    for (int i = 0; i < all.size; i++) {
      seen += all.counts[i];
      if (seen > rank) {
        return all.lags[i];
      }
    }
    return -1;
  }

  void pack(Packing.Writer writer) {
    LagCounts all = inOrder();
    writer.unsigned(all.size);
    long last = 0;
    for (int i = 0; i < all.size; i++) {
      writer.unsigned(all.lags[i] - last);
      writer.signed(all.counts[i]);
      last = all.lags[i];
    }
  }

  void unpack(Packing.Reader reader) {
    int number = reader.count();
    lags = new long[number];
    counts = new long[number];
    long last = 0;
    for (size = 0; size < number; size++) {
      last += reader.unsigned();
      lags[size] = last;
      counts[size] = reader.signed();
    }
    sorted = number;
  }
}

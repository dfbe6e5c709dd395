package io.chokepoint.bench.sizing;

/**
 * What a sizing rests on. {@link #DEFAULT} is the one place for the numbers of the README.
 *
 * @param thousandPerCpuSecond thousand events for each second of CPU time, of the whole job with
 *     state on the heap: R5 of {@code bench ladder}
 * @param rocksDbShare of that with state in RocksDB, 0 to 1: the same with {@code --backend
 *     rocksdb}
 * @param heapBytes live heap of an open journey, its share of the groups included: {@code bench
 *     state}
 * @param diskBytes the same in a checkpoint of RocksDB
 */
public record Measured(
    double thousandPerCpuSecond, double rocksDbShare, double heapBytes, double diskBytes) {
  /** On 2 cores, JDK 17, ParallelGC; the README says how busy they were. */
  public static final Measured DEFAULT = new Measured(50, 0.35, 805, 296);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException in words for people
   */
  public Measured {
    if (!(thousandPerCpuSecond > 0)
        || !(rocksDbShare > 0 && rocksDbShare <= 1)
        || !(heapBytes > 0)
        || !(diskBytes > 0)) {
      throw new IllegalArgumentException(
          "every number has to be more than 0, and the share of RocksDB at most 1");
    }
  }
}

package io.chokepoint.bench.ladder;

import java.time.Duration;
import java.util.List;

/**
 * How the ladder is measured.
 *
 * @param events of the stream
 * @param requestsPerMinute in its event time: with the number of events, how long it is
 * @param seed of the stream
 * @param pairs of each comparison
 * @param pairsPerProcess after so many, both processes are started anew: what a compiler has made
 *     of the code differs from process to process
 * @param warmUp CPU time that each process uses before it is measured
 * @param heapMegabytes of each process
 */
public record LadderOptions(
    long events,
    double requestsPerMinute,
    long seed,
    int pairs,
    int pairsPerProcess,
    Duration warmUp,
    int heapMegabytes) {

  /** Comparisons from here on have an interval worth the name. */
  public static final int LEAST_PAIRS = 7;

  /** All that is measured by default. */
  public static final LadderOptions WHOLE =
      new LadderOptions(600_000, 10_000, 1, LEAST_PAIRS, 4, Duration.ofSeconds(10), 2_048);

  /** A look at it, meant for less than four minutes of two idle cores. */
  public static final LadderOptions QUICK =
      new LadderOptions(100_000, 5_000, 1, 2, 2, Duration.ofSeconds(3), 1_024);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one makes no sense; the message says which
   */
  public LadderOptions {
    if (events < 1 || pairs < 1 || pairsPerProcess < 1) {
      throw new IllegalArgumentException("events and pairs are at least 1");
    }
    if (!(requestsPerMinute > 0)) {
      throw new IllegalArgumentException("the rate is above 0");
    }
    if (heapMegabytes < 256) {
      throw new IllegalArgumentException("a heap has at least 256 MB");
    }
  }

  /** Words of the virtual machines, as they are started. */
  public List<String> machineWords() {
    return List.of(heapMegabytes + " MB heap", "ParallelGC", "JDK " + Runtime.version().feature());
  }
}

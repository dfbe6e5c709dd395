package io.chokepoint.bench.state;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** The heap in use by what is reachable. */
final class LiveHeap {
  /** A collection may leave what a finalizer or a cleaner still holds; the next takes it. */
  private static final int ROUNDS = 4;

  private LiveHeap() {}

  /** Collects a few times, and takes the least that was in use behind a collection, in bytes. */
  static long bytes() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      memory.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}

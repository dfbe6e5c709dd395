package io.chokepoint.bench.state;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.TimeUnit;

/** The heap in use by what is reachable. */
public final class LiveHeap {
  /** Threads that end, cleaners and soft references let go of things a little later. */
  private static final long PAUSE_MILLIS = 100;

  /** So many collections in a row without a new low: nothing more comes free. */
  private static final int STEADY = 3;

  private LiveHeap() {}

  /**
   * Collects until nothing more comes free, and takes the least that was in use behind a full
   * collection, in bytes.
   */
  public static long bytes() throws InterruptedException {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    for (int steady = 0; steady < STEADY; steady++) {
      memory.gc();
      long used = memory.getHeapMemoryUsage().getUsed();
      if (used < least - 10_000) {
        steady = -1;
      }
      least = Math.min(least, used);
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return least;
  }
}

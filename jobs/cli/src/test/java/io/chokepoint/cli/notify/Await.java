package io.chokepoint.cli.notify;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, with a limit. */
public final class Await {
  /** For hangs: a busy machine takes its time. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private Await() {}

  /** What has to hold; fails with an assertion error where it does not. */
  @FunctionalInterface
  public interface Assertion {
    void check() throws Exception;
  }

  /** Returns when an assertion holds; fails with its last failure when time is up. */
  public static void holds(Assertion assertion) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        assertion.check();
        return;
      } catch (AssertionError notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
  }
}

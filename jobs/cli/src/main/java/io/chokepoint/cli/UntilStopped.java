package io.chokepoint.cli;

import java.util.concurrent.CountDownLatch;

/** Waits until a person has seen enough. */
final class UntilStopped {

  private UntilStopped() {}

  /** Returns when Ctrl-C or SIGTERM ends the process. */
  static void await() throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    try (StopOnExit armed = new StopOnExit(stopped::countDown)) {
      stopped.await();
    }
  }
}

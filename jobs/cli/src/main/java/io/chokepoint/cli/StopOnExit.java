package io.chokepoint.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends something in good order when Ctrl-C or SIGTERM ends the process: asks it to stop, and holds
 * the process up until it has.
 */
final class StopOnExit implements AutoCloseable {

  /** A person who has pressed Ctrl-C does not wait for a disk or broker that hangs. */
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Arms it.
   *
   * @param stop asks for the end; what it ends closes this once it has ended
   */
  StopOnExit(Runnable stop) {
    hook =
        new Thread(
            () -> {
              stop.run();
              try {
                if (!stopped.await(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                  return;
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop-on-exit");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is on its way out and runs the hook itself.
    }
  }
}

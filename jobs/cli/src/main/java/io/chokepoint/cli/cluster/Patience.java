package io.chokepoint.cli.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Waiting for a condition, with a limit. */
final class Patience {
  /**
   * Short beside the seconds that a JVM needs to start, long beside the millisecond that a question
   * costs.
   */
  private static final long PAUSE_MILLIS = 100;

  private Patience() {}

  /** Asks for a value; empty while there is none. */
  @FunctionalInterface
  interface Question<T> {
    Optional<T> ask() throws IOException;
  }

  /**
   * Asks until there is an answer.
   *
   * @param what the awaited thing, for the message when time is up
   * @throws ClusterException when the limit has passed or the thread is interrupted
   */
  static <T> T await(String what, Duration limit, Question<T> question) throws IOException {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> answer = question.ask();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new ClusterException("waited " + limit.toSeconds() + " s in vain for " + what);
      }
      pause(what);
    }
  }

  private static void pause(String what) throws ClusterException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while waiting for " + what, e);
    }
  }
}

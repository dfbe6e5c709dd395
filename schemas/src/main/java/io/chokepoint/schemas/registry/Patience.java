package io.chokepoint.schemas.registry;

import java.time.Duration;

/**
 * How long a registry is waited for.
 *
 * @param answer limit of one request
 * @param firstPause before the second attempt; doubled before each further one
 * @param longestPause what the doubling ends at
 * @param whole after which no further attempt is made
 */
record Patience(Duration answer, Duration firstPause, Duration longestPause, Duration whole) {
  /**
   * A minute outlasts a restart of a registry. A task waits as long without a checkpoint, so more
   * would cost checkpoints as well; after it the job fails, and its restart strategy goes on
   * waiting.
   */
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(10),
          Duration.ofMillis(200),
          Duration.ofSeconds(5),
          Duration.ofMinutes(1));
}

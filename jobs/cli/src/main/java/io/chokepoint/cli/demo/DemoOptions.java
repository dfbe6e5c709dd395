package io.chokepoint.cli.demo;

import io.chokepoint.datagen.scenario.Scenario;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is demonstrated.
 *
 * @param length how long it lasts for the person who watches
 * @param seed of every random choice
 * @param scenario what happens, or null where nothing does
 * @param speed simulated time in a unit of real time
 * @param requestsPerMinute mean requests in a minute of simulated time
 */
public record DemoOptions(
    Duration length,
    long seed,
    @Nullable Scenario scenario,
    double speed,
    double requestsPerMinute) {

  /** A job that has seen less of a network does not know what is usual there. */
  private static final Duration LEAST_HISTORY = Duration.ofMinutes(110);

  /** Nobody waits for more to be played. */
  private static final Duration MOST_HISTORY = Duration.ofHours(4);

  /** What happens begins so much later than what is shown, so that it is seen to begin. */
  private static final Duration BEFORE_THE_ONSET = Duration.ofMinutes(10);

  /**
   * How much time is simulated: the history, and what is shown.
   *
   * @see #history()
   */
  public Duration simulated() {
    return history().plusMillis((long) ((double) length.toMillis() * speed));
  }

  /**
   * How much of it is played at once before, so that the job can learn what is usual: all that
   * comes before the scenario begins, but for a few minutes.
   */
  public Duration history() {
    Duration history =
        scenario == null
            ? LEAST_HISTORY
            : Duration.ofMillis(
                    scenario.effects().stream()
                        .mapToLong(effect -> effect.course().onsetMillis())
                        .min()
                        .orElse(LEAST_HISTORY.plus(BEFORE_THE_ONSET).toMillis()))
                .minus(BEFORE_THE_ONSET);
    if (history.isNegative()) {
      return Duration.ZERO;
    }
    return history.compareTo(MOST_HISTORY) > 0 ? MOST_HISTORY : history;
  }

  /** Whether what happens begins before the job can know what is usual. */
  public boolean beginsTooEarly() {
    return history().compareTo(LEAST_HISTORY) < 0;
  }
}

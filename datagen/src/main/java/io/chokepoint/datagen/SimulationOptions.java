package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Scenario;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is simulated. The same options and network file always give the same events, byte for byte.
 *
 * @param seed of every random choice
 * @param startMillis event time at which the simulation starts, ms since 1970 UTC
 * @param duration how long users begin visits; what they began is then carried to its end, and who
 *     had decided to come back asks once more, so the last event lies later
 * @param requestsPerMinute mean rate of requests over the whole network
 * @param behaviour how irregular the network is, before the scenario's background is applied
 * @param scenario what happens to the network, or null where nothing does
 */
public record SimulationOptions(
    long seed,
    long startMillis,
    Duration duration,
    double requestsPerMinute,
    Behaviour behaviour,
    @Nullable Scenario scenario) {

  /** Beyond this rate requests would come closer than the 1 ms that event times resolve. */
  private static final double MAX_REQUESTS_PER_MINUTE = 60_000_000;

  /**
   * Checks the numbers.
   *
   * @throws InvalidScenarioException if the start is negative, the duration not positive or the
   *     rate out of range
   */
  public SimulationOptions {
    if (startMillis < 0) {
      throw new InvalidScenarioException(
          "A simulation starts at or after 1970, not at " + startMillis + " ms.");
    }
    if (duration.isNegative() || duration.isZero()) {
      throw new InvalidScenarioException(
          "A simulation lasts longer than nothing, for example 3h, not " + duration + ".");
    }
    if (!(requestsPerMinute > 0 && requestsPerMinute <= MAX_REQUESTS_PER_MINUTE)) {
      throw new InvalidScenarioException(
          "The requests per minute are a number above 0, for example 120, not "
              + requestsPerMinute
              + ".");
    }
  }

  /**
   * A network of usual behaviour; otherwise as the other constructor.
   *
   * @throws InvalidScenarioException likewise
   */
  public SimulationOptions(
      long seed,
      long startMillis,
      Duration duration,
      double requestsPerMinute,
      @Nullable Scenario scenario) {
    this(seed, startMillis, duration, requestsPerMinute, Behaviour.USUAL, scenario);
  }

  /** The event time from which no user begins a visit, in ms. */
  public long endMillis() {
    return Math.addExact(startMillis, duration.toMillis());
  }
}

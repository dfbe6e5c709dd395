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

  /** How much time is simulated. */
  public Duration simulated() {
    return Duration.ofMillis((long) ((double) length.toMillis() * speed));
  }
}

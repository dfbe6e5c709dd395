package io.chokepoint.cli.demo;

import java.time.Duration;

/**
 * What is demonstrated.
 *
 * @param length how long it lasts for the person who watches
 * @param seed of every random choice
 * @param scenario what happens
 * @param speed simulated time in a unit of real time
 * @param requestsPerMinute mean requests in a minute of simulated time
 */
public record DemoOptions(
    Duration length, long seed, Scenario scenario, double speed, double requestsPerMinute) {

  /** How much time is simulated. */
  public Duration simulated() {
    return Duration.ofMillis((long) ((double) length.toMillis() * speed));
  }
}

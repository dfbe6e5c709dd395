package io.chokepoint.datagen;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One stage of one layer lets less demand through for a while.
 *
 * @param path name of the path in the network file
 * @param stage name of a stage of that path other than its entry
 * @param rate the share of the stage's entrants that still reach it while the incident lasts, in
 *     [0, 1]. Where entrants are nodes, models or applications, that share of them (at least one)
 *     keeps its traffic and the others get none
 * @param start when it begins, from the start of the simulation
 * @param duration how long it lasts
 * @param reason the reason that most refusals give meanwhile, or null for the usual mix
 */
public record Incident(
    String path,
    String stage,
    double rate,
    Duration start,
    Duration duration,
    @Nullable String reason) {

  /**
   * Checks the numbers.
   *
   * @throws InvalidScenarioException if the rate is no share, the start is negative or the duration
   *     not positive
   */
  public Incident {
    if (!(rate >= 0 && rate <= 1)) {
      throw new InvalidScenarioException(
          "The rate of an incident is a share from 0 to 1, for example 0.4, not " + rate + ".");
    }
    if (start.isNegative()) {
      throw new InvalidScenarioException(
          "An incident starts at or after the start of the simulation, not at " + start + ".");
    }
    if (duration.isNegative() || duration.isZero()) {
      throw new InvalidScenarioException(
          "An incident lasts longer than nothing, for example 30m, not " + duration + ".");
    }
  }
}

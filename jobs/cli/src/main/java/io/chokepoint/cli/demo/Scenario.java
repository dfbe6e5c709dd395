package io.chokepoint.cli.demo;

import io.chokepoint.datagen.Incident;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to the network of a demonstration. */
public enum Scenario {
  /** A stage of one layer lets little through from the second quarter on. */
  INCIDENT,
  /** Nothing: demand flows. */
  NONE;

  private record Trouble(String stage, double rate, String reason) {}

  /**
   * Each is deep enough that a person sees it at once, and none stops demand altogether, so that
   * the stages behind it still have a rate.
   */
  private static final List<Trouble> TROUBLES =
      List.of(
          new Trouble("executed", 0.45, "node_lost"),
          new Trouble("routed", 0.5, "no_capacity"),
          new Trouble("admitted", 0.55, "pricing_unavailable"));

  private static final String PATH = "request";

  /** The layers are healthy for this part of the simulation, so that one sees the change. */
  private static final int HEALTHY_QUARTERS = 1;

  /**
   * The incident.
   *
   * @param seed chooses the layer
   * @param simulated how long users make requests; the incident lasts to their end
   * @return null where there is none
   */
  @Nullable Incident incident(long seed, Duration simulated) {
    if (this == NONE) {
      return null;
    }
    Trouble trouble = TROUBLES.get((int) Math.floorMod(seed - 1, (long) TROUBLES.size()));
    Duration healthy = simulated.multipliedBy(HEALTHY_QUARTERS).dividedBy(4);
    return new Incident(
        PATH, trouble.stage, trouble.rate, healthy, simulated.minus(healthy), trouble.reason);
  }
}

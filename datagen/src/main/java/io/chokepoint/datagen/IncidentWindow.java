package io.chokepoint.datagen;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Where and when the incident of a simulation is; nowhere and never, where there is none. */
final class IncidentWindow {
  private final @Nullable Step step;
  private final @Nullable String reason;
  private final double rate;
  private final long onsetMillis;
  private final long endMillis;

  /**
   * Resolves the incident of the options.
   *
   * @throws InvalidScenarioException as {@link NetworkPlan#hitBy(Incident)}
   */
  IncidentWindow(NetworkPlan network, SimulationOptions options) {
    Incident incident = options.incident();
    if (incident == null) {
      step = null;
      reason = null;
      rate = 1;
      onsetMillis = Long.MAX_VALUE;
      endMillis = Long.MAX_VALUE;
    } else {
      step = network.hitBy(incident).step();
      reason = incident.reason();
      rate = incident.rate();
      onsetMillis = options.startMillis() + incident.start().toMillis();
      endMillis = onsetMillis + incident.duration().toMillis();
    }
  }

  boolean isAt(Step where) {
    return where == step;
  }

  boolean covers(long eventTimeMillis) {
    return onsetMillis <= eventTimeMillis && eventTimeMillis < endMillis;
  }

  double rate() {
    return rate;
  }

  @Nullable String reason() {
    return reason;
  }

  /**
   * Which entities lose their traffic while the incident lasts: a random choice of all but the
   * incident's share of them. At least one keeps its traffic, or there would be no demand at all.
   *
   * @return true at the index of each that does
   */
  boolean[] darkened(Step where, int entities, SplittableRandom random) {
    boolean[] dark = new boolean[entities];
    if (isAt(where)) {
      int darkLeft = Math.min(entities - 1, (int) Math.round((1 - rate) * entities));
      for (int i = 0; i < entities; i++) {
        dark[i] = random.nextInt(entities - i) < darkLeft;
        darkLeft -= dark[i] ? 1 : 0;
      }
    }
    return dark;
  }
}

package io.chokepoint.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chokepoint.events.ExecutionEvent;
import io.chokepoint.events.ExecutionEventType;
import io.chokepoint.events.RoutingEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What nodes do when there is more to do than they can. */
class SaturationTest {
  private static final Duration FROM = Duration.ofMinutes(30);
  private static final Duration UNTIL = Duration.ofMinutes(60);

  @Test
  void aNetworkWithRoomToSpareDoesNotWait() {
    Load load = load(0.01);

    assertThat(load.medianMillis).isBetween(2_000.0, 3_000.0);
    assertThat((double) load.timeouts).isLessThan(0.02 * load.executions);
    assertThat((double) load.refusals).isLessThan(0.02 * load.executions);
  }

  @Test
  void saturationShowsAsQueueingFirst() {
    Load load = load(0.74);

    assertThat(load.medianMillis).isGreaterThan(3_000);
    assertThat((double) load.timeouts).isLessThan(0.2 * load.executions);
  }

  @Test
  void thenAsTimeoutsWhichAreTheEffectsToll() {
    Load load = load(0.9);

    assertThat(load.medianMillis).isGreaterThan(20_000);
    assertThat((double) load.timeouts).isGreaterThan(0.35 * load.executions);
    assertThat((double) load.lost)
        .isCloseTo(load.timeouts + load.refusals, within(0.1 * load.timeouts));
  }

  @Test
  void withoutAnySlotTheRouterFindsNoNode() {
    Load load = load(1);

    assertThat(load.executions).isLessThan(20);
    assertThat(load.refusals).isGreaterThan(2_000);
  }

  /** What was seen while slots were gone. */
  private record Load(
      double medianMillis, long executions, long timeouts, long refusals, long lost) {}

  private static Load load(double share) {
    Simulation simulation =
        new Simulation(
            Streamed.NETWORK,
            Streamed.steady(
                Duration.ofMinutes(75),
                120,
                Streamed.scenario(
                    "kind: capacity-loss, at: request/executed, share: %s, from: 30m, until: 60m"
                        .formatted(share))));
    List<SimulatedEvent> events = Streamed.events(simulation);
    Map<String, Long> routed = new HashMap<>();
    List<Long> lags = new java.util.ArrayList<>();
    long timeouts = 0;
    long refusals = 0;
    for (SimulatedEvent event : events) {
      boolean isWithin = Streamed.isWithin(event, FROM.plusMinutes(2), UNTIL);
      if (event.value() instanceof RoutingEvent routing) {
        routed.put(routing.getRequestId(), event.eventTimeMillis());
        refusals += isWithin && routing.getNodeId() == null ? 1 : 0;
      } else if (isWithin && event.value() instanceof ExecutionEvent execution) {
        timeouts += "timeout".equals(execution.getReason()) ? 1 : 0;
        if (execution.getType() == ExecutionEventType.completed) {
          lags.add(event.eventTimeMillis() - routed.getOrDefault(execution.getRequestId(), 0L));
        }
      }
    }
    lags.sort(Long::compare);
    return new Load(
        lags.isEmpty() ? 0 : lags.get(lags.size() / 2),
        lags.size() + timeouts,
        timeouts,
        refusals,
        simulation.toll().lost(0));
  }
}

package io.chokepoint.datagen;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.events.RequestEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ring closes: who was not served, or not verified, does not come back. */
class RingTest {
  private static final Duration ONSET = Duration.ofHours(2);
  private static final Duration LENGTH = Duration.ofHours(7);
  private static final List<SimulatedEvent> HEALTHY = Streamed.events(Streamed.healthy(LENGTH, 80));

  @Test
  void withoutProofsDemandFallsHoursLater() {
    List<SimulatedEvent> faulty = faulty("kind: lossy, at: request/verified, share: 1");

    assertFellByHalf(faulty);
  }

  @Test
  void withoutExecutionsDemandFallsHoursLater() {
    List<SimulatedEvent> faulty = faulty("kind: lossy, at: request/executed, share: 1");

    assertFellByHalf(faulty);
  }

  @Test
  void usersComeBackToANetworkThatIsMended() {
    List<SimulatedEvent> faulty = faulty("kind: lossy, at: request/verified, share: 1");

    // The end of the fault is three hours before; newcomers bring demand back.
    assertThat(demand(faulty, 345, 420)).isGreaterThan(1.3 * demand(faulty, 200, 240));
  }

  private static void assertFellByHalf(List<SimulatedEvent> faulty) {
    assertThat(demand(faulty, 0, 120)).isEqualTo(demand(HEALTHY, 0, 120));
    // At once it is felt by nobody but those whom it hits.
    assertThat(demand(faulty, 120, 130)).isGreaterThan(0.85 * demand(HEALTHY, 120, 130));
    assertThat(demand(faulty, 195, 240)).isLessThan(0.55 * demand(HEALTHY, 195, 240));
  }

  private static double demand(List<SimulatedEvent> events, int fromMinute, int untilMinute) {
    return (double)
            Streamed.count(
                RequestEvent.class,
                events,
                Duration.ofMinutes(fromMinute),
                Duration.ofMinutes(untilMinute))
        / (untilMinute - fromMinute);
  }

  private static List<SimulatedEvent> faulty(String effect) {
    return Streamed.events(
        Streamed.steady(
            LENGTH,
            80,
            Streamed.scenario(
                effect
                    + ", from: %dm, until: %dm"
                        .formatted(ONSET.toMinutes(), ONSET.plusHours(2).toMinutes()))));
  }
}

package io.chokepoint.datagen;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.datagen.scenario.Kind;
import io.chokepoint.datagen.scenario.Scenario;
import io.chokepoint.datagen.scenario.ScenarioLibrary;
import io.chokepoint.datagen.scenario.Truth;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LibraryPlaysTest {
  /** What takes demand from a stage even where little flows. */
  private static final Set<Kind> LOSSES =
      EnumSet.of(Kind.LOSSY, Kind.CAPACITY_LOSS, Kind.PRICE_FEED_FAILURE, Kind.REVOKED_ATTESTATION);

  /** What changes demand as a whole has no journeys of its own to count. */
  private static final Set<Kind> UNCOUNTED = EnumSet.of(Kind.TRAFFIC_SURGE, Kind.TRAFFIC_SLUMP);

  /** What lasts longer is played with less demand, so that the test does not. */
  private static final long HALF_A_DAY_MILLIS = 43_200_000;

  static List<String> names() {
    return ScenarioLibrary.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyScenarioOfTheLibraryDoesWhatItSays(String name) {
    Scenario scenario = ScenarioLibrary.load(name, Rehearsal.NETWORK);
    Simulation simulation =
        new Simulation(
            Rehearsal.NETWORK,
            new SimulationOptions(
                1,
                Rehearsal.START_MILLIS,
                Duration.ofMillis(scenario.lastsMillis()),
                requestsPerMinute(scenario),
                scenario));
    long events = 0;
    while (simulation.hasNext()) {
      simulation.next();
      events++;
    }
    Truth truth = simulation.truth();

    assertThat(events).isPositive();
    assertThat(truth.scenario()).isEqualTo(name);
    assertThat(truth.incidents()).hasSameSizeAs(scenario.effects());
    for (Truth.Incident incident : truth.incidents()) {
      if (LOSSES.contains(incident.kind())) {
        assertThat(incident.lost()).as("%s: lost at %s", name, incident.place()).isPositive();
      }
      if (!UNCOUNTED.contains(incident.kind())) {
        assertThat(incident.hit()).as("%s: hit at %s", name, incident.place()).isPositive();
      }
      if (scenario.quiet()) {
        assertThat(incident.lost()).as("%s: lost at %s", name, incident.place()).isZero();
      }
    }
  }

  private static double requestsPerMinute(Scenario scenario) {
    Double asked = scenario.background().requestsPerMinute();
    return scenario.lastsMillis() > HALF_A_DAY_MILLIS ? 8 : asked == null ? 40 : asked;
  }
}

package io.chokepoint.datagen;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RatesTest {
  private static final Duration DURATION = Duration.ofHours(3);
  private static final double REQUESTS_PER_MINUTE = 90;

  private static final List<SimulatedEvent> HEALTHY =
      Streamed.events(Streamed.healthy(DURATION, REQUESTS_PER_MINUTE));

  @Test
  void aHealthyNetworkIsAtOrAboveItsTargets() {
    List<SimulatedEvent> usual =
        Streamed.events(
            new SimulationOptions(
                Streamed.SEED, Streamed.START_MILLIS, DURATION, REQUESTS_PER_MINUTE, null));
    Map<String, Double> rates = rates(usual, time -> true);

    for (Path path : Streamed.NETWORK.paths()) {
      for (Stage stage : path.stages().subList(1, path.stages().size())) {
        assertThat(rates.get(path.name() + "/" + stage.name()))
            .as(path.name() + "/" + stage.name())
            .isNotNull()
            .isGreaterThanOrEqualTo(stage.target() == null ? 0.5 : stage.target());
      }
    }
  }

  @Test
  void healthyRatesAreThoseOfThePlan() {
    NetworkPlan plan = new NetworkPlan(Streamed.NETWORK);
    Map<String, Double> rates = rates(HEALTHY, time -> true);

    for (Step step : Step.values()) {
      StepPlan of = plan.of(step);
      // Four standard deviations where draws are fewest: 0.8 of about 1,900 users who come back
      // strays by 0.009, and 0.98 of sessions or batches of unequal size by no more.
      assertThat(rates.get(of.path() + "/" + of.stage()))
          .as(step.name())
          .isBetween(of.rate() - 0.045, Math.min(1, of.rate() + 0.045));
    }
  }

  @Test
  void aQuietNetworkLosesNothingToItsHorizons() {
    List<SimulatedEvent> quiet = Streamed.events(Streamed.healthy(Duration.ofHours(30), 4));
    Map<String, Double> rates = rates(quiet, time -> true);

    assertThat(rates.get("request/paid")).isGreaterThan(0.96);
    assertThat(rates.get("request/rewarded")).isGreaterThan(0.97);
    assertThat(rates.get("request/verified")).isGreaterThan(0.97);
  }

  /** The measured rate of each step, by {@code path/stage}, of the entries at certain times. */
  private static Map<String, @Nullable Double> rates(
      List<SimulatedEvent> events, LongPredicate entryTime) {
    Map<String, int[]> counts = new TreeMap<>();
    for (Path path : Streamed.NETWORK.paths()) {
      for (BatchEvaluation.Entered entry : BatchEvaluation.of(path, events)) {
        if (entryTime.test(entry.eventTimeMillis())) {
          int[] count =
              counts.computeIfAbsent(path.name() + "/" + entry.stage(), name -> new int[2]);
          count[0]++;
          count[1] += entry.isReached() ? 1 : 0;
        }
      }
    }
    Map<String, Double> rates = new TreeMap<>();
    counts.forEach((stage, count) -> rates.put(stage, (double) count[1] / count[0]));
    return rates;
  }
}

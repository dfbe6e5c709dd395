package io.chokepoint.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chokepoint.datagen.scenario.Scenario;
import io.chokepoint.events.GatewayEvent;
import io.chokepoint.events.GatewayEventType;
import io.chokepoint.events.NodeEvent;
import io.chokepoint.events.ProofEvent;
import io.chokepoint.events.RequestEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Demand over time: its rhythm, its noise, and what scenarios do to it. */
class DemandTest {
  private static final long MINUTE_MILLIS = 60_000;
  private static final double FALSE_FAILURE = 1e-6;
  private static final Behaviour STEADY = Behaviour.STEADY;

  @Test
  void withoutExtraVariationVisitsAreAPoissonProcess() {
    double[] visits = visitsByMinute(varying(0), Duration.ofHours(12));
    ChiSquaredDistribution law = ChiSquaredDistribution.of(visits.length - 1);

    assertThat(dispersion(visits) * (visits.length - 1))
        .isBetween(
            law.inverseCumulativeProbability(FALSE_FAILURE),
            law.inverseSurvivalProbability(FALSE_FAILURE));
  }

  @Test
  void extraVariationIsAsLargeAsAskedFor() {
    double variation = 0.4;
    double[] visits = visitsByMinute(varying(variation), Duration.ofHours(16));
    double mean = Arrays.stream(visits).average().orElseThrow();
    double measured = Math.sqrt((dispersion(visits) - 1) / mean);

    // Of 960 minutes the measured one strays by about 3 %; returning users add a little.
    assertThat(measured).isCloseTo(variation, within(0.06));
  }

  @Test
  void outcomesOfAMinuteAreAsAlikeAsAskedFor() {
    double correlation = 0.05;
    Behaviour behaviour = new Behaviour(0, 0, 0, 1, 0, correlation, 0, 0.15, 0);
    int minutes = 400;
    double[] entered = new double[minutes];
    double[] reached = new double[minutes];
    for (SimulatedEvent event : events(behaviour, Duration.ofMinutes(minutes), 200, null)) {
      int minute = (int) ((event.eventTimeMillis() - Streamed.START_MILLIS) / MINUTE_MILLIS);
      if (minute < minutes && event.value() instanceof GatewayEvent gateway) {
        entered[minute]++;
        reached[minute] += gateway.getType() == GatewayEventType.admitted ? 1 : 0;
      }
    }
    double rate = Arrays.stream(reached).sum() / Arrays.stream(entered).sum();
    double chiSquare = 0;
    double weights = 0;
    for (int i = 0; i < minutes; i++) {
      double strayed = reached[i] - rate * entered[i];
      chiSquare += strayed * strayed / (entered[i] * rate * (1 - rate));
      weights += entered[i] - 1;
    }

    // E[χ²] = Σ (1 + (n − 1) ρ); the minutes' rates are skewed, so the estimate is a rough one.
    assertThat((chiSquare - minutes) / weights).isBetween(0.6 * correlation, 1.5 * correlation);
  }

  @Test
  void demandFollowsTheDay() {
    Behaviour behaviour = new Behaviour(0.6, 0, 0, 1, 0, 0, 0, 0.15, 0);
    double[] visits = visitsByMinute(behaviour, Duration.ofHours(24));
    // The simulation starts at 06:00: 15:00 is nine hours later, 03:00 twenty-one.
    double peak = mean(visits, 8 * 60, 10 * 60);
    double night = mean(visits, 20 * 60, 22 * 60);

    assertThat(peak / night).isCloseTo(1.6 / 0.4, within(0.6));
    assertThat(mean(visits, 0, visits.length)).isCloseTo(20, within(1.2));
  }

  @Test
  void weekendsAreQuieterAndTheWeekHasItsMean() {
    Rhythm rhythm = new Rhythm(0.5, 0.4);
    long mondayMillis = Instant.parse("2026-03-16T00:00:00Z").toEpochMilli();
    double sum = 0;
    for (int hour = 0; hour < 168; hour++) {
      sum += rhythm.factor(mondayMillis + Duration.ofHours(hour).toMillis());
    }

    assertThat(sum / 168).isCloseTo(1, within(1e-9));
    assertThat(rhythm.factor(mondayMillis + Duration.ofDays(5).toMillis()))
        .isCloseTo(0.6 * rhythm.factor(mondayMillis), within(1e-9));
    assertThat(rhythm.factor(mondayMillis + Duration.ofDays(4).toMillis()))
        .isCloseTo(rhythm.factor(mondayMillis), within(1e-9));
  }

  @Test
  void burstsBringManyAtOnceAndKeepTheMean() {
    Behaviour behaviour = new Behaviour(0, 0, 24, 5, 0, 0, 0, 0.15, 0);
    double[] visits = visitsByMinute(behaviour, Duration.ofHours(30));

    assertThat(dispersion(visits)).isGreaterThan(3);
    assertThat(Arrays.stream(visits).max().orElseThrow()).isGreaterThan(45);
    assertThat(mean(visits, 0, visits.length)).isCloseTo(20, within(4.0));
  }

  @Test
  void aSurgeMultipliesDemandAtOnceAndASlumpDividesItWithinTheHour() {
    Duration from = Duration.ofMinutes(130);
    Duration until = Duration.ofMinutes(235);
    double usual = requests(null, from, until);
    double surged = requests("kind: traffic-surge, at: request/requested, factor: 2", from, until);
    Duration settled = Duration.ofMinutes(180);
    double usualLater = requests(null, settled, until);
    double slumped =
        requests("kind: traffic-slump, at: request/requested, factor: 0.4", settled, until);

    // Requests come by the visit, about four at once: one standard deviation is 2 to 3 %.
    assertThat(surged / usual).isBetween(1.8, 2.2);
    assertThat(slumped / usualLater).isBetween(0.33, 0.5);
  }

  private static double requests(@Nullable String effect, Duration from, Duration until) {
    Scenario scenario = effect == null ? null : Streamed.scenario(effect + ", from: 2h, until: 4h");
    return Streamed.count(
        RequestEvent.class, events(STEADY, Duration.ofHours(5), 100, scenario), from, until);
  }

  @Test
  void eachProducersClockIsOffByItsOwnConstant() {
    Behaviour behaviour = new Behaviour(0, 0, 0, 1, 0, 0, 120_000, 0.15, 0);
    List<SimulatedEvent> events = events(behaviour, Duration.ofHours(2), 60, null);
    Set<Long> offsets = new HashSet<>();
    for (SimulatedEvent event : events) {
      if (event.value() instanceof ProofEvent || event.value() instanceof NodeEvent) {
        long offset = event.eventTimeMillis() - event.deliveredMillis();
        assertThat(offset).isBetween(-120_000L, 120_000L);
        offsets.add(offset);
      } else if (event.value() instanceof RequestEvent) {
        assertThat(event.eventTimeMillis()).isEqualTo(event.deliveredMillis());
      }
    }
    // One for each node, and that of the first events, which are not before the start.
    assertThat(offsets).hasSizeBetween(5, 12);
  }

  private static Behaviour varying(double variation) {
    return new Behaviour(0, 0, 0, 1, variation, 0, 0, 0.15, 0);
  }

  private static List<SimulatedEvent> events(
      Behaviour behaviour, Duration duration, double perMinute, @Nullable Scenario scenario) {
    return Streamed.events(
        new SimulationOptions(
            Streamed.SEED, Streamed.START_MILLIS, duration, perMinute, behaviour, scenario));
  }

  /** How many visits begin in each minute, of about 20. */
  private static double[] visitsByMinute(Behaviour behaviour, Duration duration) {
    double[] visits = new double[(int) duration.toMinutes()];
    Set<String> seen = new HashSet<>();
    for (SimulatedEvent event : events(behaviour, duration, 79.7, null)) {
      if (event.value() instanceof RequestEvent request && seen.add(request.getSessionId())) {
        int minute = (int) ((event.eventTimeMillis() - Streamed.START_MILLIS) / MINUTE_MILLIS);
        if (minute < visits.length) {
          visits[minute]++;
        }
      }
    }
    return visits;
  }

  /** The variance over the mean: 1 for a Poisson process. */
  private static double dispersion(double[] counts) {
    double mean = mean(counts, 0, counts.length);
    double squares = 0;
    for (double count : counts) {
      squares += (count - mean) * (count - mean);
    }
    return squares / (counts.length - 1) / mean;
  }

  private static double mean(double[] counts, int from, int until) {
    return Arrays.stream(counts, from, until).average().orElseThrow();
  }
}

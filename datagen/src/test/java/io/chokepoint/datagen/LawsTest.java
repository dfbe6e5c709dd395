package io.chokepoint.datagen;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.events.ExecutionEvent;
import io.chokepoint.events.ExecutionEventType;
import io.chokepoint.events.GatewayEvent;
import io.chokepoint.events.GatewayEventType;
import io.chokepoint.events.RequestEvent;
import io.chokepoint.events.RoutingEvent;
import io.chokepoint.events.SettlementEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.junit.jupiter.api.Test;

/**
 * What is measured in a simulated stream follows the laws that it was drawn from. Each bound would
 * fail a sound simulator once in a million seeds; the seed is fixed.
 */
class LawsTest {
  private static final double FALSE_FAILURE = 1e-6;

  private static final List<SimulatedEvent> EVENTS =
      Streamed.events(Streamed.healthy(Duration.ofHours(5), 120));
  private static final Map<String, Long> REQUESTED = new HashMap<>();
  private static final Map<String, Long> ADMITTED = new HashMap<>();

  static {
    for (SimulatedEvent event : EVENTS) {
      if (event.value() instanceof RequestEvent request) {
        REQUESTED.put(request.getRequestId(), event.eventTimeMillis());
      } else if (event.value() instanceof GatewayEvent gateway
          && gateway.getType() == GatewayEventType.admitted) {
        ADMITTED.put(gateway.getRequestId(), event.eventTimeMillis());
      }
    }
  }

  @Test
  void gatewaysAnswerByTheirLaw() {
    assertFollows(lags(GatewayEvent.class, GatewayEvent::getRequestId, REQUESTED), lag(Step.ADMIT));
  }

  @Test
  void routingTakesTimeByItsLaw() {
    assertFollows(lags(RoutingEvent.class, RoutingEvent::getRequestId, ADMITTED), lag(Step.ROUTE));
  }

  @Test
  void aSettlementComesByItsLawAfterTheIdleTime() {
    Map<String, Long> lastActivity = new HashMap<>();
    Map<String, Long> underWay = new HashMap<>();
    List<Double> lags = new ArrayList<>();
    for (SimulatedEvent event : EVENTS) {
      if (event.value() instanceof RequestEvent request) {
        underWay.merge(request.getSessionId(), 1L, Long::sum);
      } else if (event.value() instanceof ExecutionEvent execution) {
        underWay.merge(execution.getSessionId(), -1L, Long::sum);
        lastActivity.put(execution.getSessionId(), event.eventTimeMillis());
      } else if (event.value() instanceof SettlementEvent settlement) {
        String session = settlement.getSessionId();
        // Where a request never came to its execution, the last activity cannot be seen.
        if (underWay.getOrDefault(session, 1L) == 0) {
          long idleMillis =
              event.eventTimeMillis() - Objects.requireNonNull(lastActivity.get(session));
          lags.add((double) idleMillis - Timing.SESSION_IDLE_MILLIS);
        }
      }
    }

    assertFollows(
        lags.stream().mapToDouble(Double::doubleValue).sorted().toArray(), lag(Step.SETTLE));
  }

  private static Lag lag(Step step) {
    return new Timing(new NetworkPlan(Streamed.NETWORK), 0).lag(step);
  }

  @Test
  void visitsAreAsLongAsTheirLaw() {
    Instant until = Instant.ofEpochMilli(Streamed.START_MILLIS).plus(Duration.ofMinutes(280));
    Map<String, List<RequestEvent>> sessions =
        Streamed.of(RequestEvent.class, EVENTS).stream()
            .collect(Collectors.groupingBy(RequestEvent::getSessionId));
    long[] observed = new long[9];
    long visits = 0;
    for (List<RequestEvent> requests : sessions.values()) {
      if (requests.get(0).getEventTime().isBefore(until)) {
        observed[Math.min(requests.size(), 9) - 1]++;
        visits++;
      }
    }
    // Geometric with 3/4, all of 9 and more together.
    double chiSquare = 0;
    double tail = 1;
    for (int i = 0; i < observed.length; i++) {
      double share = i == 8 ? tail : tail / 4;
      tail -= share;
      double expected = share * visits;
      chiSquare += (observed[i] - expected) * (observed[i] - expected) / expected;
    }
    assertThat(chiSquare)
        .isLessThan(ChiSquaredDistribution.of(8).inverseSurvivalProbability(FALSE_FAILURE));
  }

  @Test
  void ratesAreThoseOfThePlan() {
    NetworkPlan plan = new NetworkPlan(Streamed.NETWORK);
    long admitted = ADMITTED.size();
    long routed =
        Streamed.of(RoutingEvent.class, EVENTS).stream()
            .filter(event -> event.getNodeId() != null)
            .count();
    long completed =
        Streamed.of(ExecutionEvent.class, EVENTS).stream()
            .filter(event -> event.getType() == ExecutionEventType.completed)
            .count();

    assertIsRate(admitted, REQUESTED.size(), plan.of(Step.ADMIT).rate());
    assertIsRate(routed, admitted, plan.of(Step.ROUTE).rate());
    assertIsRate(completed, routed, plan.of(Step.EXECUTE).rate());
  }

  /** Hoeffding: P(|p̂ − p| ≥ ε) ≤ 2 exp(−2nε²); with Bernstein's variance, which is far below ¼. */
  private static void assertIsRate(long reached, long entered, double rate) {
    double logged = Math.log(2 / FALSE_FAILURE);
    double bound = Math.sqrt(2 * rate * (1 - rate) * logged / entered) + 2 * logged / (3 * entered);
    assertThat((double) reached / entered).isBetween(rate - bound, rate + bound);
  }

  private static <T> double[] lags(
      Class<T> type, Function<T, String> id, Map<String, Long> begins) {
    return EVENTS.stream()
        .filter(event -> type.isInstance(event.value()))
        .mapToDouble(
            event ->
                event.eventTimeMillis()
                    - begins.getOrDefault(id.apply(type.cast(event.value())), 0L))
        .sorted()
        .toArray();
  }

  /** Kolmogorov's distance, with the bound of Dvoretzky, Kiefer and Wolfowitz (Massart, 1990). */
  private static void assertFollows(double[] sortedMillis, Lag lag) {
    assertThat(sortedMillis).hasSizeGreaterThan(5_000);
    ContinuousDistribution law =
        switch (lag.law()) {
          case LOG_NORMAL -> LogNormalDistribution.of(Math.log(lag.medianMillis()), lag.sigma());
          case EXPONENTIAL -> ExponentialDistribution.of(lag.meanMillis());
        };
    double within = law.cumulativeProbability(lag.maxMillis());
    // Whole milliseconds: what is drawn below 2 is written as 1.
    DoubleUnaryOperator expected =
        millis -> Math.min(1, law.cumulativeProbability(millis + 1) / within);
    double distance = 0;
    double[] distinct = Arrays.stream(sortedMillis).distinct().toArray();
    int upTo = 0;
    for (double millis : distinct) {
      while (upTo < sortedMillis.length && sortedMillis[upTo] <= millis) {
        upTo++;
      }
      distance =
          Math.max(
              distance,
              Math.abs((double) upTo / sortedMillis.length - expected.applyAsDouble(millis)));
    }
    assertThat(distance)
        .isLessThan(Math.sqrt(Math.log(2 / FALSE_FAILURE) / (2.0 * sortedMillis.length)));
  }
}

package io.chokepoint.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.detection.EdgeStatus.Kind;
import io.chokepoint.domain.detection.EdgeStatus.ReasonCount;
import io.chokepoint.domain.detection.EdgeStatus.Trouble;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What an alarm costs, what the ring would gain, and why, by hand and by simulation. */
class CostTest {
  private static final Network NETWORK =
      NetworkFile.load(java.nio.file.Path.of("../../networks/inference.yaml"));

  private final Standing standing = new Standing(NETWORK);

  @Test
  void theLossIsCountedAtTheEndOfTheLineThatPassesMost() {
    // After executed: paid·rewarded = 0.5·0.8, verified·trusted = 0.7·0.6.
    standing
        .rate("request/paid", 0.9, 0.5)
        .rate("request/rewarded", 0.9, 0.8)
        .rate("request/verified", 0.9, 0.7)
        .rate("request/trusted", 0.9, 0.6)
        .alarm("request/executed", 0.4, Standing.trouble(Kind.LOSSY, 0, 0, 200));
    LostDemand lost = lost("request/executed", 3);
    assertThat(lost.conversions()).isEqualTo(200);
    assertThat(lost.goal()).isEqualTo("trusted");
    assertThat(lost.units().value()).isCloseTo(200 * 0.42, within(1e-9));
    assertThat(lost.unitsPerHour().value()).isCloseTo(200 * 0.42, within(1e-9));
    assertThat(Objects.requireNonNull(lost.value()).value()).isCloseTo(84 * 500, within(1e-6));
    assertThat(Objects.requireNonNull(lost.valuePerHour()).value())
        .isCloseTo(84 * 500, within(1e-6));
  }

  @Test
  void atTheEndOfALineTheIntervalIsThatOfTheMissingConversions() {
    standing.alarm("return/returned", 0.4, Standing.trouble(Kind.LOSSY, 0, 0, 50));
    LostDemand lost = lost("return/returned", 1);
    assertThat(lost.units().low()).isCloseTo(50 - 1.96 * 5, within(1e-3));
    assertThat(lost.units().high()).isCloseTo(50 + 1.96 * 5, within(1e-3));
    assertThat(lost.value()).isNull();
  }

  @Test
  void theIntervalHoldsTheTruthWhereRatesDownstreamAreUncertain() {
    // Truth: 200 missing, and rates of 0.7 and 0.6 after them; all are seen with noise.
    int covered = 0;
    int runs = 2_000;
    for (int seed = 0; seed < runs; seed++) {
      Random random = new Random(seed);
      double scatter = 0.02 / Estimate.Z;
      standing
          .rate("request/paid", 0.9, 0)
          .rate("request/verified", 0.9, 0.7 + scatter * random.nextGaussian())
          .rate("request/trusted", 0.9, 0.6 + scatter * random.nextGaussian());
      Trouble seen = Standing.trouble(Kind.LOSSY, 0, 0, 200 + 20 * random.nextGaussian());
      standing.alarm("request/executed", 0.4, seen);
      Estimate units = lost("request/executed", 3).units();
      covered += units.low() <= 84 && 84 <= units.high() ? 1 : 0;
    }
    assertThat((double) covered / runs).isBetween(0.93, 0.97);
  }

  @Test
  void theRingMultipliesTheStepsOfItsEdgesAndTheirRatiosTheIndex() {
    standing
        .rate("request/admitted", 0.8, 0.4)
        .rate("node/serving", 0.5, 0.6)
        .rate("request/rewarded", 0.9, 0.3);
    RingIndex ring = RingIndex.of(NETWORK, new StepRates(NETWORK, standing.all()));
    assertThat(Objects.requireNonNull(ring.index()))
        .isCloseTo(0.5 * 1.2 * (1.0 / 3), within(1e-12));
    RingIndex.Edge payments = ring.edges().get(3);
    assertThat(payments.edge().to()).isEqualTo("payments");
    assertThat(Objects.requireNonNull(payments.rate()))
        .isCloseTo(0.4 * 0.9 * 0.9 * 0.9, within(1e-12));
    assertThat(Objects.requireNonNull(payments.baseline()))
        .isCloseTo(0.8 * 0.9 * 0.9 * 0.9, within(1e-12));
    // 1,000 an hour · (0.5832 − 0.2916), of which 0.3 are rewarded.
    assertThat(Objects.requireNonNull(payments.addsPerHour())).isCloseTo(87.48, within(1e-9));
    assertThat(payments.goal()).isEqualTo("rewarded");
    assertThat(ring.edges().get(0).addsPerHour()).isZero();
  }

  @Test
  void aRingWithAnUnknownEdgeHasNoIndexAndNoNaN() {
    standing.learning("return/returned");
    RingIndex ring = RingIndex.of(NETWORK, new StepRates(NETWORK, standing.all()));
    assertThat(ring.index()).isNull();
    assertThat(ring.edges().get(7).ratio()).isNull();
    assertThat(ring.edges().get(6).ratio()).isEqualTo(1);
    assertThat(RingIndex.of(NETWORK, new StepRates(NETWORK, List.of())).index()).isNull();
  }

  @Test
  void aStepThatNobodyEntersTurnsAsEver() {
    // Nothing is executed, so nobody can pay: nothing speaks against the payments.
    standing.rate("request/executed", 0.9, 0).rate("request/paid", 0.9, Double.NaN);
    RingIndex ring = RingIndex.of(NETWORK, new StepRates(NETWORK, standing.all()));
    assertThat(ring.edges().get(3).ratio()).isZero();
    assertThat(ring.index()).isZero();
  }

  @Test
  void demandThatGrewHidesNoStep() {
    standing.rate("request/admitted", 0.9, 0.7).perHour("request/admitted", 1_000, 1_400);
    List<FlowSplit> splits = FlowSplit.of(NETWORK, new StepRates(NETWORK, standing.all()));
    assertThat(splits).extracting(FlowSplit::goal).contains("rewarded", "trusted", "serving");
    FlowSplit split = splits.get(0);
    assertThat(split.after()).isGreaterThan(split.before());
    assertThat(split.demand()).isPositive();
    assertThat(split.steps().get(0).to()).isEqualTo("admitted");
    assertThat(split.steps().get(0).share()).isNegative();
    assertThat(split.steps().stream().skip(1)).allMatch(step -> step.share() == 0);
    double sum = split.demand() + split.steps().stream().mapToDouble(FlowSplit.Share::share).sum();
    assertThat(sum).isCloseTo(split.after() - split.before(), within(1e-9));
  }

  @Test
  void aLineWithAnUnknownStepHasNoSplit() {
    standing.learning("request/rewarded");
    assertThat(FlowSplit.of(NETWORK, new StepRates(NETWORK, standing.all())))
        .extracting(FlowSplit::goal)
        .doesNotContain("rewarded")
        .contains("trusted");
  }

  @Test
  void aReasonDominatesThatExplainsHalfOfTheLossBeyondWhatIsUsual() {
    // 400 entrants, 100 missing; 8 refusals for funds are usual.
    Trouble trouble =
        Standing.with(
            Standing.trouble(Kind.LOSSY, 0, 0, 100),
            List.of(),
            List.of(new ReasonCount("funds", 30, 0.02), new ReasonCount("timeout", 60, 0)));
    ReasonFinding finding = Objects.requireNonNull(ReasonFinding.of(trouble));
    assertThat(finding.reasons())
        .extracting(ReasonFinding.Excess::reason)
        .containsExactly("timeout", "funds");
    assertThat(finding.reasons().get(1).usual()).isCloseTo(8, within(1e-12));
    assertThat(finding.reasons().get(1).share()).isCloseTo(0.22, within(1e-12));
    assertThat(Objects.requireNonNull(finding.dominating()).reason()).isEqualTo("timeout");
  }

  @Test
  void aReasonThatIsFrequentAnywayDoesNotDominate() {
    Trouble trouble =
        Standing.with(
            Standing.trouble(Kind.LOSSY, 0, 0, 100),
            List.of(),
            List.of(new ReasonCount("funds", 90, 0.2)));
    assertThat(Objects.requireNonNull(ReasonFinding.of(trouble)).dominating()).isNull();
    assertThat(ReasonFinding.of(Standing.trouble(Kind.LOSSY, 0, 0, 100))).isNull();
  }

  private LostDemand lost(String step, int stage) {
    StepRates rates = new StepRates(NETWORK, standing.all());
    int path = step.startsWith("request") ? 0 : 4;
    EdgeStatus status = Objects.requireNonNull(rates.status(path, stage));
    StepRates.Way way = rates.wayFrom(path, stage);
    return LostDemand.of(
        status,
        Objects.requireNonNull(status.trouble()),
        way,
        NETWORK.paths().get(path).stages().get(way.stage()).name(),
        NETWORK.paths().get(path).value() != null);
  }
}

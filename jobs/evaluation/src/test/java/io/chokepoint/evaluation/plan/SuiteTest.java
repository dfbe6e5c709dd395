package io.chokepoint.evaluation.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.datagen.Simulation;
import io.chokepoint.datagen.scenario.Effect;
import io.chokepoint.datagen.scenario.Kind;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SuiteTest {
  private static final Network NETWORK = NetworkFile.load(Path.of("../../networks/inference.yaml"));

  @Test
  void sameSeedGivesSameCasesAndAnotherSeedOthers() {
    List<EvaluationCase> cases = Suite.of(NETWORK, 7, SuiteSize.QUICK);

    assertThat(Suite.of(NETWORK, 7, SuiteSize.QUICK)).isEqualTo(cases);
    assertThat(Suite.of(NETWORK, 8, SuiteSize.QUICK))
        .hasSameSizeAs(cases)
        .doesNotContainAnyElementsOf(cases);
  }

  @Test
  void namesAreUnique() {
    assertThat(Suite.of(NETWORK, 1, SuiteSize.FULL).stream().map(EvaluationCase::name))
        .doesNotHaveDuplicates();
  }

  @Test
  void fullSuiteHasNinetyQuietDaysOfThinAndBusyTraffic() {
    List<EvaluationCase> quiet = of(Family.QUIET);

    assertThat(
            quiet.stream()
                .mapToDouble(c -> c.options().duration().toMillis() - c.learnMillis())
                .sum())
        .isGreaterThan(80 * 86_400_000.0);
    assertThat(quiet).allMatch(c -> c.effects().stream().allMatch(Effect::isQuiet));
    assertThat(quiet).anyMatch(c -> c.options().requestsPerMinute() < 12);
    assertThat(quiet).anyMatch(c -> c.options().requestsPerMinute() > 350);
    assertThat(quiet.stream().flatMap(c -> c.effects().stream()).map(Effect::kind))
        .contains(
            Kind.TRAFFIC_SLUMP,
            Kind.TRAFFIC_SURGE,
            Kind.MIX_SHIFT,
            Kind.LATE_TOPIC,
            Kind.DUPLICATE_DELIVERY,
            Kind.SILENT_TOPIC);
  }

  @Test
  void lossesMeetEveryStageAndSizeWithAndWithoutSegments() {
    List<Effect> losses = of(Family.LOSSY).stream().flatMap(c -> c.effects().stream()).toList();

    Set<String> stages = losses.stream().map(Effect::stage).collect(Collectors.toSet());
    assertThat(stages)
        .containsExactlyInAnyOrder(
            "admitted", "routed", "executed", "paid", "rewarded", "verified", "trusted");
    for (String stage : stages) {
      List<Effect> of = losses.stream().filter(e -> stage.equals(e.stage())).toList();
      assertThat(of).anyMatch(e -> e.share() < 0.2).anyMatch(e -> e.share() > 0.7);
    }
    assertThat(losses).anyMatch(e -> e.segment() == null).anyMatch(e -> e.segment() != null);
    assertThat(losses).anyMatch(e -> e.silently() == 1).anyMatch(e -> e.reason() != null);
    assertThat(losses).hasSizeGreaterThanOrEqualTo(90);
  }

  @Test
  void incidentsOfHorizonsAreTheSameButForTheHorizon() {
    EvaluationCase quarter = of(Family.HORIZON_15M).get(0);
    EvaluationCase day = of(Family.HORIZON_24H).get(0);

    assertThat(day.effects()).isEqualTo(quarter.effects());
    assertThat(paidHorizonMinutes(quarter)).isEqualTo(15);
    assertThat(paidHorizonMinutes(of(Family.HORIZON_2H).get(0))).isEqualTo(120);
    assertThat(paidHorizonMinutes(day)).isEqualTo(1_440);
  }

  @Test
  void everyCaseOfSomeSeedsCanBeSimulated() {
    for (long seed = 1; seed <= 3; seed++) {
      for (EvaluationCase each : Suite.of(NETWORK, seed, SuiteSize.FULL)) {
        assertThat(new Simulation(each.network(), each.options()).hasNext())
            .as("seed %s, %s", seed, each.name())
            .isTrue();
      }
    }
  }

  private static List<EvaluationCase> of(Family family) {
    return Suite.of(NETWORK, 1, SuiteSize.FULL).stream()
        .filter(each -> each.family() == family)
        .toList();
  }

  private static long paidHorizonMinutes(EvaluationCase of) {
    io.chokepoint.domain.network.Path path = of.network().paths().get(0);
    return path.stepHorizonMillis(path.stageIndex("paid")) / 60_000;
  }
}

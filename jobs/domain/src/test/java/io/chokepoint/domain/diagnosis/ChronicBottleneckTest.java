package io.chokepoint.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.domain.network.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Examples computed by hand. */
class ChronicBottleneckTest {
  private static final long MINUTE = 60_000;

  /** a → b → c → d, and e beside c. */
  private static final String PATH =
      """
      network: test
      topics: {t: {}}
      paths:
        - name: path
          key: id
          cohort: 1m
          within: 10m
          stages:
            - {name: a, layer: users, topic: t}
            - {name: b, layer: models, topic: t, target: 0.9}
            - {name: c, layer: compute, topic: t, target: 0.8}
            - {name: d, layer: payments, topic: t}
            - {name: e, layer: trust, topic: t, after: b, target: 0.5}
      """;

  private final Path path = NetworkFile.parse("path.yaml", PATH).paths().get(0);
  private final Map<Integer, EdgeWindow> steps = new HashMap<>();

  @Test
  void theStepWithMostToGainEndToEndIsTheBottleneck() {
    // b: 1000·(0.9 − 0.6)·(0.5·0.5 or, along e, 0.5) = 150 at e; c: 600·(0.8 − 0.5)·0.5 = 90 at d.
    step(1, 1_000, 600);
    step(2, 600, 300);
    step(3, 300, 150);
    step(4, 600, 300);
    ChronicBottleneck found = found();
    assertThat(found.from().name()).isEqualTo("a");
    assertThat(found.to().name()).isEqualTo("b");
    assertThat(found.goal().name()).isEqualTo("e");
    assertThat(found.rate()).isEqualTo(0.6);
    assertThat(found.entrants()).isEqualTo(1_000);
    assertThat(found.gain()).isCloseTo(150, within(1e-9));
    assertThat(found.gainPerHour()).isCloseTo(150 * 60, within(1e-6));
  }

  @Test
  void theGainGoesAlongTheLineThatPassesMost() {
    // b: 1000·0.3·max(0.5·1, 0.1) = 150 at d.
    step(1, 1_000, 600);
    step(2, 600, 300);
    step(4, 600, 60);
    ChronicBottleneck found = found();
    assertThat(found.to().name()).isEqualTo("e");
    // e: 600·(0.5 − 0.1) = 240 at e itself, more than b's 150.
    assertThat(found.gain()).isCloseTo(240, within(1e-9));
    step(4, 600, 300);
    step(3, 300, 300);
    assertThat(found().to().name()).isEqualTo("c");
    assertThat(found().gain()).isCloseTo(180, within(1e-9));
    assertThat(found().goal().name()).isEqualTo("d");
  }

  @Test
  void gainsAreOfTheWholeWindowAndPerHourOfIt() {
    EdgeWindow window = new EdgeWindow();
    window.put(10 * MINUTE, 500, 300);
    window.put(39 * MINUTE, 500, 300);
    steps.put(1, window);
    ChronicBottleneck found = found();
    assertThat(found.gain()).isCloseTo(300, within(1e-9));
    assertThat(found.gainPerHour()).isCloseTo(600, within(1e-9));
    assertThat(found.firstCohort()).isEqualTo(10 * MINUTE);
    assertThat(found.lastCohort()).isEqualTo(39 * MINUTE);
  }

  @Test
  void aStepWithoutTargetIsNeverTheBottleneck() {
    step(3, 1_000, 0);
    assertThat(ChronicBottleneck.of(path, steps::get)).isNull();
  }

  @Test
  void aStepAtItsTargetOrAboveHasNothingToGain() {
    step(1, 1_000, 900);
    step(2, 1_000, 1_000);
    assertThat(ChronicBottleneck.of(path, steps::get)).isNull();
  }

  @Test
  void aStepWithoutEntrantsOrWithoutCompleteCohortsSaysNothing() {
    step(1, 0, 0);
    assertThat(ChronicBottleneck.of(path, steps::get)).isNull();
    steps.clear();
    assertThat(ChronicBottleneck.of(path, steps::get)).isNull();
  }

  @Test
  void aShortfallThatMayBeChanceIsNoBottleneck() {
    // The standard error of 100 trials at 0.9 is 0.03: from 0.81 on it may be chance.
    step(1, 100, 82);
    assertThat(ChronicBottleneck.of(path, steps::get)).isNull();
    step(1, 100, 80);
    assertThat(found().to().name()).isEqualTo("b");
  }

  private ChronicBottleneck found() {
    return Objects.requireNonNull(ChronicBottleneck.of(path, steps::get));
  }

  private void step(int stage, long entrants, long converted) {
    EdgeWindow window = new EdgeWindow();
    window.put(0, entrants, converted);
    steps.put(stage, window);
  }
}

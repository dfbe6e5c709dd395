package io.chokepoint.domain.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.detection.EdgeStatus.Kind;
import io.chokepoint.domain.detection.EdgeStatus.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EdgeDetectorTest {
  private static final long MINUTE = SimulatedStep.MINUTE;
  private static final long QUARTER = 15 * MINUTE;
  private static final double MEAN_LAG = 2 * MINUTE;
  private static final int HEALTHY = 180;

  private static EdgeDetector detector(SimulatedStep step) {
    return new EdgeDetector(step.shape(), DetectionOptions.DEFAULT);
  }

  private static SimulatedStep step(long seed, int minutes) {
    return new SimulatedStep(seed, minutes, QUARTER, MEAN_LAG);
  }

  /** The first minute with an alarm, or −1. */
  private static int alarmAt(Map<Integer, EdgeStatus> statuses) {
    return IntStream.range(0, statuses.size() + 1)
        .filter(m -> statuses.containsKey(m) && at(statuses, m).phase() == Phase.ALARM)
        .findFirst()
        .orElse(-1);
  }

  private static EdgeStatus at(Map<Integer, EdgeStatus> statuses, int minute) {
    return Objects.requireNonNull(statuses.get(minute));
  }

  private static EdgeStatus.Trouble trouble(Map<Integer, EdgeStatus> statuses, int minute) {
    return Objects.requireNonNull(at(statuses, minute).trouble());
  }

  @Test
  void learnsForAnHourBeforeItJudges() {
    Map<Integer, EdgeStatus> statuses = step(1, 90).draw().run(detector(step(1, 90)));
    assertThat(at(statuses, 60).phase()).isEqualTo(Phase.LEARNING);
    assertThat(at(statuses, 60).baselineRate()).isNaN();
    assertThat(at(statuses, 90).phase()).isEqualTo(Phase.USUAL);
    assertThat(at(statuses, 90).baselineRate()).isBetween(0.96, 0.98);
  }

  @Test
  void saysUntilWhenItLearnsOnceNothingButTimeIsMissing() {
    Map<Integer, EdgeStatus> statuses = step(1, 90).draw().run(detector(step(1, 90)));
    long judgedAt =
        IntStream.rangeClosed(1, 90)
            .filter(m -> at(statuses, m).phase() != Phase.LEARNING)
            .mapToLong(m -> at(statuses, m).evaluation())
            .findFirst()
            .orElseThrow();
    assertThat(at(statuses, 1).learningUntil()).isNull();
    for (int minute = 15; minute <= 60; minute++) {
      assertThat(at(statuses, minute).learningUntil()).as("minute %d", minute).isEqualTo(judgedAt);
    }
    assertThat(at(statuses, 90).learningUntil()).isNull();
  }

  @Test
  void quietTrafficRaisesNoAlarm() {
    for (long seed = 1; seed <= 4; seed++) {
      SimulatedStep step = step(seed, 4 * 1_440);
      step.entrantsPerMinute = m -> 60 + 40 * Math.sin(m / 1_440.0 * 2 * Math.PI);
      assertThat(alarmAt(step.draw().run(detector(step)))).as("seed %d", seed).isEqualTo(-1);
    }
  }

  @Test
  void lossOfATenthIsFoundWithinTenMinutes() {
    List<Integer> minutes = new ArrayList<>();
    for (long seed = 1; seed <= 25; seed++) {
      SimulatedStep step = step(seed, HEALTHY + 30);
      step.rate = m -> m < HEALTHY ? 0.97 : 0.873;
      minutes.add(alarmAt(step.draw().run(detector(step))) - HEALTHY);
    }
    Collections.sort(minutes);
    assertThat(minutes.get(0)).as("none before: %s", minutes).isPositive();
    assertThat(minutes.get(12)).as("median of %s", minutes).isLessThanOrEqualTo(10);
  }

  @Test
  void timeToFindALossDoesNotGrowWithTheHorizon() {
    for (long horizon : new long[] {QUARTER, 8 * QUARTER, 96 * QUARTER}) {
      SimulatedStep step = new SimulatedStep(7, HEALTHY + 30, horizon, MEAN_LAG);
      step.rate = m -> m < HEALTHY ? 0.97 : 0.8;
      assertThat(alarmAt(step.draw().run(detector(step))) - HEALTHY)
          .as("horizon %d min", horizon / MINUTE)
          .isBetween(1, 10);
    }
  }

  @Test
  void totalLossIsFoundWithinThreeMinutesAndTheMedianLag() {
    for (long seed = 1; seed <= 10; seed++) {
      SimulatedStep step = step(seed, HEALTHY + 10);
      step.rate = m -> m < HEALTHY ? 0.97 : 0;
      step.refused = 1;
      Map<Integer, EdgeStatus> statuses = step.draw().run(detector(step));
      assertThat(alarmAt(statuses) - HEALTHY).as("seed %d", seed).isBetween(1, 4);
      assertThat(trouble(statuses, HEALTHY + 10).kind()).isEqualTo(Kind.LOSSY);
      assertThat(trouble(statuses, HEALTHY + 10).reasons())
          .singleElement()
          .satisfies(reason -> assertThat(reason.reason()).isEqualTo("out_of_order"));
    }
  }

  @Test
  void delayIsStalledThenSlowAndNeverLossy() {
    for (long seed = 1; seed <= 5; seed++) {
      SimulatedStep step = new SimulatedStep(seed, HEALTHY + 120, 4 * QUARTER, MEAN_LAG);
      step.delayMillis = m -> m >= HEALTHY && m < HEALTHY + 60 ? 10 * MINUTE : 0;
      Map<Integer, EdgeStatus> statuses = step.draw().run(detector(step));
      int found = alarmAt(statuses);
      assertThat(found - HEALTHY).as("seed %d", seed).isBetween(1, 6);
      assertThat(trouble(statuses, found).kind()).isEqualTo(Kind.STALLED);
      assertThat(statuses.values())
          .noneMatch(s -> s.trouble() != null && s.trouble().kind() == Kind.LOSSY);
      assertThat(trouble(statuses, HEALTHY + 60).kind()).isEqualTo(Kind.SLOW);
      assertThat(at(statuses, HEALTHY + 120).phase()).isEqualTo(Phase.USUAL);
      long alarms =
          IntStream.range(1, HEALTHY + 120)
              .filter(
                  m ->
                      at(statuses, m).phase() != Phase.ALARM
                          && at(statuses, m + 1).phase() == Phase.ALARM)
              .count();
      assertThat(alarms).as("episodes of seed %d", seed).isEqualTo(1);
    }
  }

  @Test
  void lossWithoutAWordIsStalledUntilTheHorizonAndThenLossy() {
    SimulatedStep step = step(3, HEALTHY + 40);
    step.rate = m -> m < HEALTHY ? 0.97 : 0.6;
    Map<Integer, EdgeStatus> statuses = step.draw().run(detector(step));
    assertThat(trouble(statuses, alarmAt(statuses)).kind()).isEqualTo(Kind.STALLED);
    assertThat(trouble(statuses, HEALTHY + 40).kind()).isEqualTo(Kind.LOSSY);
  }

  @Test
  void silentTopicProvesNothing() {
    SimulatedStep step = step(5, HEALTHY + 120);
    step.speaks = m -> m < HEALTHY || m >= HEALTHY + 30;
    Map<Integer, EdgeStatus> statuses = step.draw().run(detector(step));
    assertThat(alarmAt(statuses)).isEqualTo(-1);
    int silent =
        IntStream.rangeClosed(1, HEALTHY + 120)
            .filter(m -> at(statuses, m).silence() != null)
            .findFirst()
            .orElse(-1);
    assertThat(silent - HEALTHY).isBetween(1, 5);
    assertThat(at(statuses, HEALTHY + 29).silence())
        .isNotNull()
        .satisfies(s -> assertThat(Objects.requireNonNull(s).topic()).isEqualTo(1));
    assertThat(at(statuses, HEALTHY + 40).silence()).isNull();
  }

  @Test
  void nobodyIsSilentWhenDemandEnds() {
    SimulatedStep step = step(6, HEALTHY + 60);
    step.entrantsPerMinute = m -> m < HEALTHY ? 200 : 0;
    Map<Integer, EdgeStatus> statuses = step.draw().run(detector(step));
    assertThat(statuses.values()).allMatch(s -> s.silence() == null);
    assertThat(alarmAt(statuses)).isEqualTo(-1);
  }

  @Test
  void lostConversionsAreThoseThatWereLost() {
    List<Double> errors = new ArrayList<>();
    int covered = 0;
    for (long seed = 1; seed <= 20; seed++) {
      SimulatedStep healthy = step(seed, HEALTHY + 60);
      SimulatedStep step = step(seed, HEALTHY + 60);
      step.rate = m -> m >= HEALTHY && m < HEALTHY + 30 ? 0.77 : 0.97;
      Map<Integer, EdgeStatus> statuses = step.draw().run(detector(step));
      // The same draws, but for the incident: the difference is what it cost.
      double truth = step.lost - healthy.draw().lost;
      EdgeStatus.Trouble trouble = trouble(statuses, HEALTHY + 49);
      errors.add(Math.abs(trouble.lost() - truth) / truth);
      if (Math.abs(trouble.lost() - truth) <= 1.96 * trouble.lostDeviation()) {
        covered++;
      }
    }
    Collections.sort(errors);
    assertThat(errors.get(10)).as("median of %s", errors).isLessThan(0.1);
    assertThat(covered).isGreaterThanOrEqualTo(18);
  }

  @Test
  void lossOfOneSegmentShowsInItsCounts() {
    SimulatedStep step = step(8, HEALTHY + 30);
    step.segments = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    step.hit = "c";
    step.rate = m -> m < HEALTHY ? 0.97 : 0.2;
    Map<Integer, EdgeStatus> statuses = step.draw().run(detector(step));
    assertThat(alarmAt(statuses) - HEALTHY).isBetween(1, 8);
    List<EdgeStatus.SegmentCounts> segments = trouble(statuses, HEALTHY + 30).segments();
    double missing =
        segments.stream().mapToDouble(s -> Math.max(0, s.expected() - s.converted())).sum();
    assertThat(segments)
        .filteredOn(s -> s.segment().equals("c"))
        .singleElement()
        .satisfies(s -> assertThat(s.expected() - s.converted()).isGreaterThan(0.8 * missing));
  }

  @Test
  void theOrderOfEvidenceChangesNothing() {
    SimulatedStep step = step(9, HEALTHY + 30);
    step.segments = List.of("a", "b", "c");
    step.rate = m -> m < HEALTHY ? 0.97 : 0.7;
    step.draw();
    EdgeDetector inOrder = detector(step);
    EdgeDetector shuffled = detector(step);
    Random random = new Random(4);
    for (long at : step.evaluations()) {
      step.pulses(at).forEach(inOrder::pulse);
      step.pulses(at).forEach(shuffled::pulse);
      List<CohortEvidence> other = new ArrayList<>(step.evidence(at));
      Collections.shuffle(other, random);
      assertThat(shuffled.evaluate(at, other)).isEqualTo(inOrder.evaluate(at, step.evidence(at)));
    }
    assertThat(Arrays.equals(shuffled.pack(), inOrder.pack())).isTrue();
  }

  @Test
  void packedAndUnpackedItSaysTheSame() {
    SimulatedStep step = step(10, HEALTHY + 90);
    step.segments = List.of("a", "b", "c");
    step.speaks = m -> m < 100 || m >= 110;
    step.rate = m -> m >= HEALTHY && m < HEALTHY + 30 ? 0.7 : 0.97;
    step.refused = 0.8;
    step.draw();
    EdgeDetector kept = detector(step);
    EdgeDetector restored = detector(step);
    for (long at : step.evaluations()) {
      step.pulses(at).forEach(kept::pulse);
      step.pulses(at).forEach(restored::pulse);
      assertThat(restored.evaluate(at, step.evidence(at)))
          .isEqualTo(kept.evaluate(at, step.evidence(at)));
      if ((at / MINUTE) % 7 == 0) {
        restored = EdgeDetector.unpack(step.shape(), DetectionOptions.DEFAULT, restored.pack());
      }
    }
    assertThat(Arrays.equals(restored.pack(), kept.pack())).isTrue();
  }
}

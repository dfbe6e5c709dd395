package io.chokepoint.domain.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.chokepoint.domain.conversion.LagBins;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearntStepTest {
  private static final long MINUTE = SimulatedStep.MINUTE;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final int LEARNT = 180;

  private static SimulatedStep step(int minutes) {
    SimulatedStep step = new SimulatedStep(3, minutes, 15 * MINUTE, 2 * MINUTE);
    step.segments = List.of("a", "b", "c");
    return step;
  }

  private static EdgeDetector taught(SimulatedStep step) {
    EdgeDetector detector = new EdgeDetector(step.shape(), DetectionOptions.DEFAULT);
    for (int minute = 1; minute <= LEARNT; minute++) {
      evaluate(detector, step, minute);
    }
    return detector;
  }

  private static EdgeStatus evaluate(EdgeDetector detector, SimulatedStep step, int minute) {
    long at = SimulatedStep.START + minute * MINUTE;
    step.pulses(at).forEach(detector::pulse);
    return detector.evaluate(at, step.evidence(at));
  }

  private static LearntStep learnt(EdgeDetector detector) {
    return Objects.requireNonNull(detector.learnt());
  }

  private static EdgeDetector starting(SimulatedStep step, LearntStep learnt, long evaluation) {
    return EdgeDetector.startingWith(step.shape(), DetectionOptions.DEFAULT, learnt, evaluation);
  }

  @Test
  void whoStartsWhereItWasLearntKnowsExactlyTheSame() {
    SimulatedStep step = step(LEARNT).draw();
    LearntStep learnt = learnt(taught(step));
    assertThat(learnt.isKnown()).isTrue();
    assertThat(learnt.rate()).isCloseTo(0.97, within(0.01));
    assertThat(learnt.segments()).hasSize(3);
    assertThat(learnt.rhythms()).hasSize(2);
    LearntStep again = learnt(starting(step, learnt, learnt.asOf() + MINUTE));
    assertThat(again).usingRecursiveComparison().ignoringFields("rhythms").isEqualTo(learnt);
    assertThat(again.rhythms()).isEqualTo(learnt.rhythms());
  }

  @Test
  void whoGoesOnAndWhoStartsWithWhatWasLearntJudgeTheSameLossAlike() {
    SimulatedStep step = step(LEARNT + 30);
    step.rate = minute -> minute < LEARNT ? 0.97 : 0.4;
    step.hit = "b";
    step.draw();
    EdgeDetector goesOn = taught(step);
    EdgeDetector starts =
        starting(step, learnt(goesOn), SimulatedStep.START + (LEARNT + 1) * MINUTE);
    int alarms = 0;
    for (int minute = LEARNT + 1; minute <= LEARNT + 30; minute++) {
      EdgeStatus expected = evaluate(goesOn, step, minute);
      EdgeStatus actual = evaluate(starts, step, minute);
      assertThat(actual.phase()).as("minute %d", minute).isEqualTo(expected.phase());
      assertThat(actual.baselineRate()).isCloseTo(expected.baselineRate(), within(1e-3));
      EdgeStatus.Trouble trouble = expected.trouble();
      if (trouble == null) {
        assertThat(actual.trouble()).isNull();
        continue;
      }
      alarms++;
      EdgeStatus.Trouble same = Objects.requireNonNull(actual.trouble());
      assertThat(same.kind()).isEqualTo(trouble.kind());
      assertThat(same.onset()).isEqualTo(trouble.onset());
      assertThat(same.openedAt()).isEqualTo(trouble.openedAt());
      assertThat(same.lost()).isCloseTo(trouble.lost(), within(0.02 * trouble.lost() + 0.5));
    }
    assertThat(alarms).isPositive();
  }

  @Test
  void withoutItTheSameLossIsNotJudged() {
    SimulatedStep step = step(30);
    step.rate = minute -> 0.5;
    step.draw();
    EdgeDetector knowsNothing = new EdgeDetector(step.shape(), DetectionOptions.DEFAULT);
    EdgeDetector knows =
        starting(step, learnt(taught(step(LEARNT).draw())), SimulatedStep.START + MINUTE);
    List<EdgeStatus.Phase> without =
        IntStream.rangeClosed(1, 30)
            .mapToObj(m -> evaluate(knowsNothing, step, m).phase())
            .toList();
    List<EdgeStatus.Phase> with =
        IntStream.rangeClosed(1, 30).mapToObj(m -> evaluate(knows, step, m).phase()).toList();
    assertThat(without).containsOnly(EdgeStatus.Phase.LEARNING);
    assertThat(with).doesNotContain(EdgeStatus.Phase.LEARNING);
    assertThat(with.get(9)).isEqualTo(EdgeStatus.Phase.ALARM);
  }

  @Test
  void whatIsADayOldCountsHalfAndWhatIsOlderStillCountsAThousandEntrants() {
    SimulatedStep step = step(LEARNT).draw();
    LearntStep learnt = learnt(taught(step));
    double entrants = learnt.total().entrants();
    assertThat(entrants).isGreaterThan(10_000);
    LearntStep aDayLater = learnt(starting(step, learnt, learnt.asOf() + DAY + MINUTE));
    assertThat(aDayLater.total().entrants()).isCloseTo(entrants / 2, within(1e-6));
    assertThat(aDayLater.rate()).isCloseTo(learnt.rate(), within(1e-9));
    LearntStep yearsLater = learnt(starting(step, learnt, learnt.asOf() + 1_000 * DAY));
    assertThat(yearsLater.total().entrants()).isCloseTo(1_000, within(1e-6));
    assertThat(yearsLater.dispersion()).isCloseTo(learnt.dispersion(), within(0.5));
    LearntStep dayBefore = learnt(starting(step, learnt, learnt.asOf() - DAY));
    assertThat(dayBefore.total().entrants()).isEqualTo(entrants);
  }

  @Test
  void whatIsYearsOldStillFindsATotalLossAndRaisesNoFalseAlarm() {
    LearntStep learnt = learnt(taught(step(LEARNT).draw()));
    LearntStep old =
        new LearntStep(
            true,
            learnt.asOf() - 1_000 * DAY,
            learnt.learntMillis(),
            learnt.entrantMillis(),
            learnt.total(),
            learnt.contexts(),
            learnt.refusals(),
            learnt.noise(),
            learnt.segments(),
            learnt.rhythms());
    SimulatedStep step = step(LEARNT);
    step.rate = minute -> minute < 100 ? 0.97 : 0;
    step.refused = 1;
    step.draw();
    EdgeDetector detector = starting(step, old, SimulatedStep.START + MINUTE);
    int found = 0;
    for (int minute = 1; minute <= LEARNT && found == 0; minute++) {
      found = evaluate(detector, step, minute).phase() == EdgeStatus.Phase.ALARM ? minute : 0;
    }
    assertThat(found).isBetween(101, 106);
  }

  @Test
  void whatWasLearntOfOtherBinsIsRefused() {
    SimulatedStep step = step(LEARNT).draw();
    LearntStep learnt = learnt(taught(step));
    EdgeShape other =
        new EdgeShape(
            0,
            0,
            new LagBins(9),
            MINUTE,
            0,
            0,
            MINUTE,
            new int[] {1},
            0,
            new long[] {MINUTE, MINUTE},
            EdgeShape.Load.NONE,
            1);
    assertThat(learnt.fits(step.shape())).isTrue();
    assertThat(learnt.fits(other)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EdgeDetector.startingWith(other, DetectionOptions.DEFAULT, learnt, 0));
    assertThat(new EdgeDetector(other, DetectionOptions.DEFAULT).learnt()).isNull();
    assertThat(Map.copyOf(learnt.contexts())).isEmpty();
  }
}

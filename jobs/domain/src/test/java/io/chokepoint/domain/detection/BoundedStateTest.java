package io.chokepoint.domain.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.conversion.LagBins;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.network.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A step whose nodes are replaced every day. */
class BoundedStateTest {
  private static final long MINUTE = 60_000;
  private static final long COHORT = 10 * MINUTE;
  private static final int COHORTS_A_DAY = 144;
  private static final long START = 1_700_000_400_000L - 1_700_000_400_000L % COHORT;

  /** Values that are told apart, {@code ~other} not counted. */
  private static final int VALUES = 30;

  private static final EdgeShape SHAPE =
      new EdgeShape(
          0,
          0,
          new LagBins(15 * MINUTE),
          COHORT,
          0,
          0,
          COHORT,
          new int[] {1},
          0,
          new long[] {MINUTE, MINUTE},
          EdgeShape.Load.NONE,
          1);

  /** What was learnt counts half after two hours, so that days are long. */
  private static final DetectionOptions OPTIONS =
      new DetectionOptions(
          1, 30 * 1_440 * MINUTE, 120 * MINUTE, 20 * MINUTE, 60 * MINUTE, 200, 5, 10, 0.01, true);

  @Test
  void stateDoesNotGrowWithTheDaysHoweverManyValuesComeAndGo() {
    EdgeDetector detector = new EdgeDetector(SHAPE, OPTIONS);
    SplittableRandom random = new SplittableRandom(5);
    int[] bytes = new int[11];
    for (int day = 0; day < 10; day++) {
      for (int c = 0; c < COHORTS_A_DAY; c++) {
        long start = START + ((long) day * COHORTS_A_DAY + c) * COHORT;
        for (int topic = 0; topic < 2; topic++) {
          for (long minute = start; minute < start + COHORT; minute += MINUTE) {
            detector.pulse(new TopicPulse(topic, minute, minute + 59_000, 60));
          }
        }
        detector.evaluate(start + COHORT, evidence(start - 3 * COHORT, day, c, random));
      }
      bytes[day + 1] = detector.pack().length;
    }
    // A context for each hour of the week is filled within a week.
    assertThat(bytes[1]).isPositive();
    assertThat(bytes[10]).isLessThanOrEqualTo((int) (1.1 * bytes[8]));
    assertThat(EdgeDetector.unpack(SHAPE, OPTIONS, detector.pack()).pack())
        .isEqualTo(detector.pack());
  }

  private static List<CohortEvidence> evidence(
      long start, int day, int cohort, SplittableRandom random) {
    List<CohortEvidence.OfSegment> segments = new ArrayList<>();
    long entrants = 0;
    long converted = 0;
    for (int v = 0; v <= VALUES; v++) {
      String value = v == VALUES ? Dimension.OTHER : "node-" + day + "-" + v + "-" + cohort / 36;
      long entered = 20L + random.nextInt(10);
      long done = Math.round(0.95 * entered);
      segments.add(of(value, entered, done));
      entrants += entered;
      converted += done;
    }
    int bins = SHAPE.bins().count();
    return List.of(
        new CohortEvidence(start, TallyDelta.TOTAL, 0, bins, List.of(of("", entrants, converted))),
        new CohortEvidence(start, 0, 0, bins, segments));
  }

  private static CohortEvidence.OfSegment of(String value, long entered, long done) {
    long[] byBin = new long[SHAPE.bins().count()];
    byBin[15] = done / 2;
    byBin[20] = done - done / 2;
    return new CohortEvidence.OfSegment(
        value, entered, 0, 0, byBin, Map.of("reason-" + entered, entered - done), 0);
  }
}

package io.chokepoint.bottleneck.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.detection.CohortEvidence;
import io.chokepoint.domain.detection.CohortEvidence.OfSegment;
import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.TallyDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StepNewsTest {
  /** The most subtasks that Flink allows. */
  private static final int MOST_SUBTASKS = 1 << 15;

  private final Random random = new Random(20260301);

  @Test
  void aPulseComesBackAsItWasFromAnEventATallyAndNews() {
    for (int i = 0; i < 1_000; i++) {
      int readers = random.nextBoolean() ? MOST_SUBTASKS : 1 + random.nextInt(MOST_SUBTASKS);
      PulseMark pulse =
          new PulseMark(
              random.nextInt(300),
              random.nextInt(readers),
              readers,
              Math.abs(random.nextLong()),
              random.nextLong() >> 8,
              1 + (random.nextLong() >>> 33));
      StageEvent event = pulse.toEvent(new byte[] {1, 2, 3});
      assertThat(PulseMark.of(event)).isEqualTo(pulse);
      assertThat(event.kind()).isEqualTo(StageEvent.Kind.PULSE);
      TallyDelta tally = pulse.toTally(7);
      assertThat(PulseMark.of(tally)).isEqualTo(pulse);
      assertThat(CohortKey.of(tally)).isEqualTo(ClockMark.cohortKey(7));
      StepNews news = StepNews.of(1, 4, 60_000, pulse, new Packing.Writer());
      assertThat(news.pulse()).isEqualTo(pulse);
      assertThat(StepNews.path(news.step())).isEqualTo(1);
      assertThat(StepNews.edge(news.step())).isEqualTo(4);
    }
  }

  @Test
  void theMinuteOfAPulseIsThatOfItsLatestEventAlsoBefore1970() {
    assertThat(new PulseMark(0, 0, 1, 1, 119_999, 1).minuteStart()).isEqualTo(60_000);
    assertThat(new PulseMark(0, 0, 1, 1, 120_000, 1).minuteStart()).isEqualTo(120_000);
    assertThat(new PulseMark(0, 0, 1, 1, -1, 1).minuteStart()).isEqualTo(-60_000);
  }

  @Test
  void evidenceComesBackAsItWas() {
    Packing.Writer writer = new Packing.Writer();
    for (int i = 0; i < 200; i++) {
      int from = random.nextInt(25);
      int to = from + random.nextInt(26 - from);
      List<OfSegment> segments = new ArrayList<>();
      for (int n = random.nextInt(5); n > 0; n--) {
        segments.add(
            new OfSegment(
                "segment é" + n,
                random.nextInt(),
                random.nextLong(),
                random.nextInt(),
                random.longs(to - from).toArray(),
                random.nextBoolean() ? Map.of() : Map.of("a", random.nextLong(), "b", -1L),
                random.nextInt()));
      }
      CohortEvidence evidence =
          new CohortEvidence(random.nextLong() >> 4, random.nextInt(4) - 1, from, to, segments);
      assertThat(StepNews.of(0, 2, 1, evidence, writer).evidence())
          .usingRecursiveComparison()
          .isEqualTo(evidence);
    }
  }
}

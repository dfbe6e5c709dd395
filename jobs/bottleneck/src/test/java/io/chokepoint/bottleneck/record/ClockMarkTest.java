package io.chokepoint.bottleneck.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.TallyDelta;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class ClockMarkTest {
  /** The most subtasks that Flink allows. */
  private static final int MOST_SUBTASKS = 1 << 15;

  @Test
  void aMarkComesBackAsItWasFromAnEventAndFromATally() throws IOException {
    for (ClockMark mark : marks()) {
      StageEvent event = copy(mark.toEvent(new byte[] {0, 1, (byte) 200}));
      assertThat(ClockMark.of(event)).isEqualTo(mark);
      assertThat(event.kind()).isEqualTo(StageEvent.Kind.CLOCK);
      TallyDelta tally = copy(mark.toTally(7));
      assertThat(ClockMark.of(tally)).isEqualTo(mark);
      assertThat(tally.measure()).isEqualTo(TallyDelta.Measure.CLOCK);
    }
  }

  @Test
  void theKeyOfAMarkIsThatOfNoJourneyGroupOrCohort() throws IOException {
    ClockMark mark = new ClockMark(2, 0, 1, 99, false, false);
    byte[] packed = {1, 2, 3};
    StageEvent event = copy(mark.toEvent(packed));
    assertThat(StreamKey.ofJourney(event)).isEqualTo(ClockMark.streamKey(packed));
    assertThat(StreamKey.ofGroup(event)).isEqualTo(ClockMark.streamKey(packed));
    assertThat(ClockMark.streamKey(packed).path()).isEqualTo(ClockMark.SPACE);
    CohortKey cohort = CohortKey.of(copy(mark.toTally(5)));
    assertThat(cohort).isEqualTo(ClockMark.cohortKey(5));
    assertThat(cohort.path()).isEqualTo(ClockMark.SPACE);
  }

  @Test
  void aMarkBetweenOperatorsTakesFewBytes() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    StageEventSerializer.INSTANCE.serialize(
        new ClockMark(2, 1, 2, 1_700_000_000_000L, true, true).toEvent(new byte[3]), out);
    assertThat(out.length()).isLessThan(32);
  }

  private static List<ClockMark> marks() {
    List<ClockMark> marks = new ArrayList<>();
    Random random = new Random(20260101);
    long[] times = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, Long.MAX_VALUE};
    for (int topic : new int[] {0, 1, 254, 255, 256, 70_000}) {
      for (int reporters : new int[] {1, 2, 255, MOST_SUBTASKS}) {
        for (int reporter : new int[] {0, random.nextInt(reporters), reporters - 1}) {
          for (long time : times) {
            marks.add(
                new ClockMark(
                    topic, reporter, reporters, time, random.nextBoolean(), random.nextBoolean()));
          }
        }
      }
    }
    return marks;
  }

  private static StageEvent copy(StageEvent event) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    StageEventSerializer.INSTANCE.serialize(event, out);
    return StageEventSerializer.INSTANCE.deserialize(
        new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static TallyDelta copy(TallyDelta delta) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TallyDeltaSerializer.INSTANCE.serialize(delta, out);
    return TallyDeltaSerializer.INSTANCE.deserialize(
        new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}

package io.chokepoint.datagen.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedMessagesTest {
  private static final long NONE = RecordedMessage.NO_TIME;

  private final Path folder;

  MergedMessagesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void partitionsInOrderAreMergedByTime() throws IOException {
    record(Map.of("a", new long[] {1, 4, 7}, "b", new long[] {2, 3, 9}));
    assertThat(times()).containsExactly(1L, 2L, 3L, 4L, 7L, 9L);
  }

  @Test
  void aLateEventComesBackAsLateAsItWas() throws IOException {
    record(Map.of("a", new long[] {10, 2, 11}, "b", new long[] {1, 3, 10, 12}));
    // a's 2 came behind its 10, so it comes behind it again, before what came later than 10.
    assertThat(times()).containsExactly(1L, 3L, 10L, 2L, 10L, 11L, 12L);
  }

  @Test
  void aMessageWithoutAnEventTimeStaysBehindTheOneBeforeIt() throws IOException {
    record(Map.of("a", new long[] {NONE, 5, NONE, 8}, "b", new long[] {1, 5, 6}));
    assertThat(times()).containsExactly(NONE, 1L, 5L, NONE, 5L, 6L, 8L);
  }

  @Test
  void everyPartitionKeepsItsOrderAndNoneIsAheadOfAnother() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    Map<String, long[]> topics = new HashMap<>();
    for (String topic : List.of("a", "b", "c", "d")) {
      long time = 0;
      long[] times = new long[200];
      for (int i = 0; i < times.length; i++) {
        time += random.nextInt(10);
        times[i] = random.nextInt(5) == 0 ? time - random.nextInt(50) : time;
      }
      topics.put(topic, times);
    }
    record(topics);

    Map<String, Long> offsets = new HashMap<>();
    Map<String, Long> reached = new HashMap<>();
    long before = NONE;
    try (MergedMessages merged = RecordingReader.open(folder).messages()) {
      for (RecordedMessage next = merged.next(); next != null; next = merged.next()) {
        assertThat(next.offset()).isEqualTo(offsets.merge(next.topic(), 0L, (a, b) -> a + 1));
        long now = reached.merge(next.topic(), next.eventTimeMillis(), Math::max);
        assertThat(merged.reachedMillis()).isEqualTo(now).isGreaterThanOrEqualTo(before);
        before = now;
      }
    }
    assertThat(offsets).hasSize(4).allSatisfy((topic, offset) -> assertThat(offset).isEqualTo(199));
  }

  private void record(Map<String, long[]> topics) throws IOException {
    try (RecordingWriter writer = RecordingWriter.create(folder, "test")) {
      for (Map.Entry<String, long[]> topic : new TreeMap<>(topics).entrySet()) {
        writer.declare(new RecordedTopic(topic.getKey(), null));
        long offset = 0;
        for (long time : topic.getValue()) {
          writer.append(Recordings.message(topic.getKey(), 0, offset++, time));
        }
      }
    }
  }

  private List<Long> times() throws IOException {
    List<Long> times = new ArrayList<>();
    Recordings.merged(folder).forEach(message -> times.add(message.eventTimeMillis()));
    return times;
  }
}

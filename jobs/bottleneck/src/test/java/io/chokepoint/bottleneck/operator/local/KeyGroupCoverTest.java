package io.chokepoint.bottleneck.operator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.record.ClockMark;
import io.chokepoint.bottleneck.record.CohortKey;
import io.chokepoint.bottleneck.record.StreamKey;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyGroupCoverTest {
  private static final int AT_LEAST = 64;
  private static final ClockMark MARK = new ClockMark(3, 0, 1, 42, false, false);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20, 63, 64, 65, 128, 180, 720})
  void everySubtaskOfEveryParallelismGetsTheMarksOfEventsAndOfTallies(int maxParallelism) {
    for (int parallelism = 1; parallelism <= maxParallelism; parallelism++) {
      new Covers(maxParallelism, parallelism).requireAllReached(parallelism);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 64, 100, 128, 720, 1_000, 32_768})
  void sixtyFourSubtasksAreReachedWhateverTheParallelismOfTheSender(int maxParallelism) {
    for (int sender : new int[] {1, Math.min(100, maxParallelism)}) {
      Covers covers = new Covers(maxParallelism, sender);
      for (int receiver = 1; receiver <= Math.min(AT_LEAST, maxParallelism); receiver++) {
        covers.requireAllReached(receiver);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64})
  void aMarkTakesLittleMoreRecordsThanSubtasksThatItHasToReach(int parallelism) {
    assertThat(KeyGroupCover.packedKeys(720, parallelism)).hasSizeLessThan(AT_LEAST + 4);
    assertThat(KeyGroupCover.numbers(720, parallelism)).hasSizeLessThan(AT_LEAST + 4);
  }

  /** The key groups that a sender's marks go to, by the keys on each of the three roads. */
  private static final class Covers {
    private final int maxParallelism;
    private final List<List<Integer>> groups;

    Covers(int maxParallelism, int sender) {
      this.maxParallelism = maxParallelism;
      List<byte[]> keys = KeyGroupCover.packedKeys(maxParallelism, sender);
      List<Long> numbers = KeyGroupCover.numbers(maxParallelism, sender);
      groups =
          List.of(
              groups(keys, key -> StreamKey.ofJourney(MARK.toEvent(key))),
              groups(keys, key -> StreamKey.ofGroup(MARK.toEvent(key))),
              groups(numbers, number -> CohortKey.of(MARK.toTally(number))));
    }

    private <T> List<Integer> groups(List<T> names, Function<T, Object> key) {
      return names.stream()
          .map(name -> KeyGroupRangeAssignment.assignToKeyGroup(key.apply(name), maxParallelism))
          .toList();
    }

    void requireAllReached(int receiver) {
      for (List<Integer> road : groups) {
        BitSet reached = new BitSet();
        for (int group : road) {
          reached.set(
              KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(
                  maxParallelism, receiver, group));
        }
        assertThat(reached.cardinality())
            .as("of %d subtasks with %d key groups", receiver, maxParallelism)
            .isEqualTo(receiver);
      }
    }
  }
}

package io.chokepoint.bottleneck.operator.local;

import io.chokepoint.bottleneck.record.ClockMark;
import io.chokepoint.bottleneck.record.PulseMark;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Keys by which one record reaches every subtask of a keyed operator: Flink has no partitioning
 * that sends some records to one subtask and some to all, and a broadcast beside a keyed stream
 * could overtake it.
 *
 * <p>The keys lie in key groups so close to each other that the range of every subtask has one.
 */
public final class KeyGroupCover {
  /**
   * Subtasks that the cover reaches at least, whatever the parallelism here: an autoscaler may give
   * each operator another one.
   */
  private static final int LEAST_SUBTASKS = 64;

  private KeyGroupCover() {}

  /**
   * Packed keys for {@link ClockMark#toEvent}.
   *
   * @param maxParallelism number of key groups, of the sender and the receiver
   * @param parallelism subtasks of the sender; the receiver may have as many, or 64
   */
  public static List<byte[]> packedKeys(int maxParallelism, int parallelism) {
    return cover(
        maxParallelism,
        parallelism,
        number -> new byte[] {(byte) (number >>> 16), (byte) (number >>> 8), (byte) number},
        ClockMark::streamKey);
  }

  /**
   * A packed key for {@link PulseMark#toEvent} that reaches the first subtask, however many there
   * are.
   *
   * @param maxParallelism number of key groups of the receiver
   */
  public static byte[] packedKeyOfFirst(int maxParallelism) {
    return packedKeys(maxParallelism, 1).stream()
        .filter(
            key ->
                KeyGroupRangeAssignment.assignToKeyGroup(ClockMark.streamKey(key), maxParallelism)
                    == 0)
        .findFirst()
        .orElseThrow();
  }

  /** Numbers for {@link ClockMark#toTally}; the parameters are as for {@link #packedKeys}. */
  public static List<Long> numbers(int maxParallelism, int parallelism) {
    return cover(maxParallelism, parallelism, number -> (long) number, ClockMark::cohortKey);
  }

  private interface Keyed<T> {
    Object key(T name);
  }

  private static <T> List<T> cover(
      int maxParallelism, int parallelism, IntFunction<T> name, Keyed<T> keyed) {
    int stride = Math.max(1, maxParallelism / Math.max(LEAST_SUBTASKS, parallelism));
    boolean[] reached = new boolean[maxParallelism];
    int left = (maxParallelism + stride - 1) / stride;
    List<T> cover = new ArrayList<>(left);
    for (int number = 0; left > 0; number++) {
      T candidate = name.apply(number);
      int group = KeyGroupRangeAssignment.assignToKeyGroup(keyed.key(candidate), maxParallelism);
      if (group % stride == 0 && !reached[group]) {
        reached[group] = true;
        cover.add(candidate);
        left--;
      }
    }
    return cover;
  }
}

package io.chokepoint.domain.network;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way that demand takes through the layers: a tree of stages whose root is the entry. The list is
 * in the order of the file, except that a stage never stands before the one it is after.
 *
 * @param name the path's name
 * @param key the field with the correlation key
 * @param anchor what starts a journey
 * @param cohortMillis length of the tumbling cohort window, in ms
 * @param withinMillis horizon of the whole path from the anchor, in ms, or {@link
 *     Network#UNBOUNDED}
 * @param value what a journey is worth, or null
 * @param segments dimensions by which edges are broken down
 * @param stages the stages; the first is the entry
 */
public record Path(
    String name,
    String key,
    Anchor anchor,
    long cohortMillis,
    long withinMillis,
    @Nullable Value value,
    List<Dimension> segments,
    List<Stage> stages)
    implements Serializable {

  /** Copies the lists. */
  public Path {
    segments = List.copyOf(segments);
    stages = List.copyOf(stages);
  }

  /** The index of the stage with that name, or −1. */
  public int stageIndex(String stage) {
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).name().equals(stage)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The longest time from the predecessor's event to the event of a stage: its own horizon, or that
   * of the path where it has none or the path's is shorter.
   *
   * @param stage index of a stage other than the entry
   * @return the horizon in ms
   */
  public long stepHorizonMillis(int stage) {
    return shorter(stages.get(stage).withinMillis(), withinMillis);
  }

  /**
   * The longest time from the entry to a stage: the sum of the steps' horizons on its line, or the
   * path's horizon where that is shorter.
   *
   * @param stage index of a stage; 0 gives 0
   * @return the horizon in ms
   */
  public long funnelHorizonMillis(int stage) {
    if (stage == 0) {
      return 0;
    }
    return shorter(
        Math.addExact(funnelHorizonMillis(stages.get(stage).after()), stepHorizonMillis(stage)),
        withinMillis);
  }

  /**
   * The sum of the skews on the line from the entry to a stage, in ms: how far before the entry it
   * may lie.
   */
  public long funnelSkewMillis(int stage) {
    return stage == 0
        ? 0
        : Math.addExact(
            funnelSkewMillis(stages.get(stage).after()), stages.get(stage).skewMillis());
  }

  private static long shorter(long a, long b) {
    if (a == Network.UNBOUNDED) {
      return b;
    }
    return b == Network.UNBOUNDED ? a : Math.min(a, b);
  }
}

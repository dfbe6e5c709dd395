package io.chokepoint.evaluation.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An episode as somebody reported it: the job, or a way of today.
 *
 * @param id identifies it among those of the case
 * @param path the path of the accused step, or null where a topic is accused
 * @param stage the stage at its end, or null likewise
 * @param topic the topic that says nothing, or null where a step is accused
 * @param calls what it was called, in the order of event time; at least one
 * @param onset event time to which the trouble was dated, in ms
 * @param openedAt event time of the evaluation at which it was opened, in ms
 * @param resolvedAt event time at which it ended, in ms, or null where it did not
 * @param paged whether it ever was a page, not a ticket alone
 * @param critical whether its step was accused, and not called downstream of another
 * @param dimension the dimension of the segment it is blamed on, or null for all
 * @param segment the value of it, or null for all
 * @param lost conversions lost at the step; NaN where that is not told
 * @param lostLow lower end of the 95 % interval of it; NaN likewise
 * @param lostHigh upper end of it; NaN likewise
 */
public record FoundEpisode(
    String id,
    @Nullable String path,
    @Nullable String stage,
    @Nullable String topic,
    List<Call> calls,
    long onset,
    long openedAt,
    @Nullable Long resolvedAt,
    boolean paged,
    boolean critical,
    @Nullable String dimension,
    @Nullable String segment,
    double lost,
    double lostLow,
    double lostHigh) {

  /**
   * What it was called from a time on.
   *
   * @param at event time in ms
   */
  public record Call(long at, Trouble trouble) {}

  /** Copies the list. */
  public FoundEpisode {
    calls = List.copyOf(calls);
    if (calls.isEmpty()) {
      throw new IllegalArgumentException("episode " + id + " says nothing");
    }
  }

  /** What it was called in the end. */
  public Trouble inTheEnd() {
    return calls.get(calls.size() - 1).trouble();
  }

  /** Whether it was ever called that. */
  public boolean wasCalled(Trouble trouble) {
    return calls.stream().anyMatch(call -> call.trouble() == trouble);
  }

  /** Whether it accuses the step that ends at that stage. */
  public boolean isAt(@Nullable String path, @Nullable String stage) {
    return topic == null && stage != null && stage.equals(this.stage) && equal(path, this.path);
  }

  private static boolean equal(@Nullable String a, @Nullable String b) {
    return a == null ? b == null : a.equals(b);
  }

  /** Where it is, for people. */
  public String place() {
    return topic != null ? topic : path + "/" + stage;
  }
}

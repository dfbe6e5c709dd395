package io.chokepoint.domain.journey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** One key with its timers, as an operator keeps them, but that it forgets nothing. */
final class ReviewedKey {
  private final Journey journey;
  private final long patienceMillis;
  private final TreeSet<Long> timers = new TreeSet<>();
  private final List<Drop> dropped = new ArrayList<>();
  private long watermark = Long.MIN_VALUE;
  private long clock = Long.MAX_VALUE;
  private int heldEdge = -1;
  private int reviews;
  private int mostTimers;

  /**
   * A step that was reported.
   *
   * @param times event times of the stages on its line, the anchor's first
   */
  record Drop(int edge, long cohortStart, String reason, List<Long> times) {}

  ReviewedKey(PathPlan plan, long patienceMillis) {
    journey = new Journey(plan, new JourneyLog(plan, 1_000));
    this.patienceMillis = patienceMillis;
  }

  /** From now on an edge, or any where it is −1, is judged up to a time only. */
  void hold(int edge, long until) {
    heldEdge = edge;
    clock = until;
  }

  private long judged(int edge) {
    return heldEdge < 0 || edge == heldEdge ? clock : Long.MAX_VALUE;
  }

  private void drop(
      int edge, long cohortStart, String reason, long[] times, List<String> segments) {
    dropped.add(new Drop(edge, cohortStart, reason, Arrays.stream(times).boxed().toList()));
  }

  void add(StageEvent event) {
    journey.add(event, watermark, this::judged, this::drop, delta -> {});
    register(journey.wakeAt());
    journey.log().unpack(journey.log().pack());
  }

  private void register(long timer) {
    if (timer != Journey.NEVER) {
      timers.add(timer);
      mostTimers = Math.max(mostTimers, timers.size());
    }
  }

  /** Moves the watermark; whatever timer it passes fires, in order. */
  void watermark(long time) {
    watermark = Math.max(watermark, time);
    while (!timers.isEmpty() && timers.first() <= watermark) {
      reviews++;
      register(journey.review(timers.pollFirst(), patienceMillis, this::judged, this::drop));
      journey.log().unpack(journey.log().pack());
    }
  }

  List<Drop> dropped() {
    return dropped;
  }

  int reviews() {
    return reviews;
  }

  int mostTimers() {
    return mostTimers;
  }

  int timers() {
    return timers.size();
  }
}

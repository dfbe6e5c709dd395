package io.chokepoint.domain.clock;

import io.chokepoint.domain.journey.PathPlan;

/**
 * How far the edges of a network may be judged.
 *
 * <p>That something has <em>not</em> happened at a stage is known only as far as the clock of the
 * stage's own topic, idle or not; on a funnel edge the same holds for each stage on the way. Of the
 * topics before, which bring the entrants, one that is idle holds nobody up: those who came are
 * judged, and who comes later is a correction.
 */
public final class EdgeClocks {
  private final PathPlan[] plans;
  private final Reading[] topics;

  /**
   * Watches the clocks of topics.
   *
   * @param plans the paths of a network
   * @param topics a clock for each of its topics
   */
  public EdgeClocks(PathPlan[] plans, Reading[] topics) {
    this.plans = plans;
    this.topics = topics;
  }

  /**
   * The time up to which an edge may be judged now, in ms, or {@link TopicClock#UNKNOWN}. It may go
   * back, where a topic of the entrants speaks again after it was idle.
   */
  public long time(int path, int edge) {
    PathPlan plan = plans[path];
    long time = Long.MAX_VALUE;
    for (int topic : plan.topicsOnTheWay(edge)) {
      time = Math.min(time, topics[topic].time());
    }
    for (int topic : plan.topicsOfEntrants(edge)) {
      if (!topics[topic].isIdle()) {
        time = Math.min(time, topics[topic].time());
      }
    }
    return time;
  }
}

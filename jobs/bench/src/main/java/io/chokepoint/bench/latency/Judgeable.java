package io.chokepoint.bench.latency;

import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * When a result could be known at the earliest: when the last event was scheduled that moved the
 * clocks of its topics past the time which it waits for, or when the last topic that has not come
 * so far was silent for long enough. What was lost by waiting for late events is no fault of the
 * job, and is not counted against it.
 */
final class Judgeable {
  private final List<TopicHistory> topics;
  private final PathPlan[] plans;
  private final Map<String, Integer> edges = new HashMap<>();
  private final int[] all;

  Judgeable(Network network) {
    topics = network.topics().stream().map(TopicHistory::new).toList();
    plans = PathPlan.allOf(network);
    all = IntStream.range(0, topics.size()).toArray();
    for (int p = 0; p < plans.length; p++) {
      PathPlan plan = plans[p];
      List<Stage> stages = network.paths().get(p).stages();
      for (int e = 0; e < plan.edges(); e++) {
        edges.put(
            edge(
                network.paths().get(p).name(),
                plan.isFunnel(e),
                stages.get(plan.edgeFrom(e)).name(),
                stages.get(plan.edgeTo(e)).name()),
            p << 16 | e);
      }
    }
  }

  private static String edge(String path, boolean isFunnel, String from, String to) {
    return path + ' ' + isFunnel + ' ' + from + ' ' + to;
  }

  /** An event of a topic is scheduled. */
  void add(int topic, long scheduledMillis, long eventMillis) {
    topics.get(topic).add(scheduledMillis, eventMillis);
  }

  /**
   * When a final row could be known, in ms on the machine's clock; {@link Long#MAX_VALUE} where
   * that is not so by what has been scheduled.
   *
   * @param clock the event time at which it was complete
   */
  long row(String path, boolean isFunnel, String from, String to, long clock) {
    Integer number = edges.get(edge(path, isFunnel, from, to));
    if (number == null) {
      return Long.MAX_VALUE;
    }
    PathPlan plan = plans[number >>> 16];
    int edge = number & 0xffff;
    long known = clock;
    for (int topic : plan.topicsOnTheWay(edge)) {
      known = Math.max(known, topics.get(topic).reached(clock));
    }
    return known == Long.MAX_VALUE ? known : waiting(plan.topicsOfEntrants(edge), clock, known);
  }

  /** When the whole network had come to an event time, which alerts and verdicts wait for. */
  long network(long millis) {
    return waiting(all, millis, millis);
  }

  /** The first moment from one on when each topic has come so far, or is idle. */
  private long waiting(int[] of, long millis, long from) {
    long moment = from;
    boolean isOver = false;
    while (!isOver) {
      isOver = true;
      for (int topic : of) {
        long until =
            Math.min(topics.get(topic).reached(millis), topics.get(topic).idleFrom(moment));
        if (until > moment) {
          moment = until;
          isOver = false;
        }
      }
    }
    return moment;
  }
}

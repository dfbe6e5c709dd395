package io.chokepoint.bottleneck.metrics;

import io.chokepoint.domain.clock.Reading;
import io.chokepoint.domain.clock.TopicClock;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * How far the topics are: {@code clock} by {@code topic}, in ms since 1970, and {@code clockLag},
 * by how many ms it is behind this machine's clock; −1 each while nothing is known of the topic.
 */
public final class TopicMetrics {
  private static final long UNKNOWN = -1;

  private TopicMetrics() {}

  /** Registers the clock of a topic under an operator's group. */
  public static void clock(MetricGroup group, String topic, Reading clock) {
    MetricGroup of = group.addGroup("topic", topic);
    of.gauge("clock", (Gauge<Long>) () -> isKnown(clock) ? Long.valueOf(clock.time()) : UNKNOWN);
    of.gauge(
        "clockLag",
        (Gauge<Long>) () -> isKnown(clock) ? System.currentTimeMillis() - clock.time() : UNKNOWN);
  }

  /** Neither before the first event nor after the last. */
  private static boolean isKnown(Reading clock) {
    return clock.time() != TopicClock.UNKNOWN && clock.time() != Long.MAX_VALUE;
  }
}

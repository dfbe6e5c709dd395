package io.chokepoint.bottleneck.metrics;

import io.chokepoint.bottleneck.io.RejectReason;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What became of the records of a source: {@code numEvents} and {@code numLateEvents} by {@code
 * topic}, {@code numRejected} by {@code topic} and {@code reason}.
 */
public final class SourceMetrics {
  private final MetricGroup group;
  private final Map<String, OfTopic> topics = new HashMap<>();
  private String lastTopic = "";
  private OfTopic last;

  /** Registers under an operator's group. */
  public SourceMetrics(MetricGroup group) {
    this.group = group;
    last = new OfTopic(group.addGroup("topic", lastTopic));
  }

  private OfTopic of(String topic) {
    // A source reads one topic, and its name is one object: the map is for recorded files of
    // several topics.
    if (!topic.equals(lastTopic)) {
      last = topics.computeIfAbsent(topic, t -> new OfTopic(group.addGroup("topic", t)));
      lastTopic = topic;
    }
    return last;
  }

  /** An event was passed on. */
  public void event(String topic) {
    of(topic).events.inc();
  }

  /** A record was beyond the retention. */
  public void late(String topic) {
    of(topic).late.inc();
  }

  /** A record was refused. */
  public void rejected(String topic, RejectReason reason) {
    of(topic).rejected(reason).inc();
  }

  private static final class OfTopic {
    private final MetricGroup group;
    private final Counter events;
    private final Counter late;
    private final Map<RejectReason, Counter> rejected = new EnumMap<>(RejectReason.class);

    OfTopic(MetricGroup group) {
      this.group = group;
      events = group.counter("numEvents");
      late = group.counter("numLateEvents");
    }

    Counter rejected(RejectReason reason) {
      return rejected.computeIfAbsent(
          reason,
          r -> group.addGroup("reason", r.name().toLowerCase(Locale.ROOT)).counter("numRejected"));
    }
  }
}

package io.chokepoint.domain.detection;

import org.jspecify.annotations.Nullable;

/** temporary */
final class TopicClocks {
  private final EdgeShape shape;
  private long last = Long.MIN_VALUE;

  TopicClocks(EdgeShape shape, DetectionOptions options) {
    this.shape = shape;
  }

  void pulse(TopicPulse pulse) {
    last = Math.max(last, pulse.lastMillis());
  }

  void closeUntil(long evaluation) {}

  long spokenOf() {
    return last;
  }

  boolean wereSilent(long from, long until) {
    return shape.bins().count() < 0;
  }

  EdgeStatus.@Nullable Silence silence(boolean entrants) {
    return null;
  }
}

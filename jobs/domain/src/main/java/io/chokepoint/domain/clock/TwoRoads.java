package io.chokepoint.domain.clock;

/**
 * The clock of a topic whose events come on two roads, straight from the readers and through the
 * fan-in groups: it shows the time that both have reached.
 */
public final class TwoRoads implements Reading {
  private final TopicClock straight =
      new TopicClock(TopicClock.Reporters.READERS, TopicClock.UNKNOWN);
  private final TopicClock throughGroups =
      new TopicClock(TopicClock.Reporters.RELAYS, TopicClock.UNKNOWN);

  /** The road straight from the readers. */
  public TopicClock straight() {
    return straight;
  }

  /** The road through the groups. */
  public TopicClock throughGroups() {
    return throughGroups;
  }

  @Override
  public long time() {
    return Math.min(straight.time(), throughGroups.time());
  }

  @Override
  public boolean isIdle() {
    return straight.isIdle() && throughGroups.isIdle();
  }
}

package io.chokepoint.domain.clock;

/** What the clock of a topic shows. */
public interface Reading {
  /** The time that the topic has reached, in ms, or {@link TopicClock#UNKNOWN}. */
  long time();

  /** Whether everyone who reads the topic has had nothing to read for its idle time. */
  boolean isIdle();
}

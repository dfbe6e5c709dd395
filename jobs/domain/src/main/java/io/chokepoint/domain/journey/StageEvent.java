package io.chokepoint.domain.journey;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one event means to one path: the packed form that travels from the sources to the journeys.
 *
 * <p>An event that plays a role in several paths, or in several stages of one path, becomes several
 * of these. The arrays are never changed after construction.
 *
 * @param kind what the event is to the path
 * @param path index of the path in its network
 * @param slot where it belongs in the journey's log: {@code stage} for an event of the stage,
 *     {@code MOST_STAGES + stage} for a refusal of it
 * @param time event time in ms
 * @param key the correlation key, or the key of the group for {@link Kind#MEMBER} and {@link
 *     Kind#SET}
 * @param member the member's correlation key for {@link Kind#MEMBER}, else null
 * @param facts answers to the path's conditions, two bits each (see {@link PathPlan})
 * @param texts values of the dimensions bound at the stage in their order, or the reason of a
 *     refusal
 * @param value what the journey is worth as a fixed-point number; 0 but for entries
 * @param whole the record that the event comes from, where it may turn out to be beyond the
 *     retention and then has to go to its topic as it came; else null. No part of what the event
 *     is.
 */
public record StageEvent(
    Kind kind,
    int path,
    int slot,
    long time,
    byte[] key,
    byte @Nullable [] member,
    long facts,
    String[] texts,
    long value,
    byte @Nullable [] whole) {

  /**
   * How many stages a path may have. Slots of refusals begin behind as many, and not behind those
   * that there are: a stage that is added at the end leaves what is remembered where it is.
   */
  public static final int MOST_STAGES = 64;

  /** The slot of refusals of a stage. */
  public static int refusalSlot(int stage) {
    return MOST_STAGES + stage;
  }

  /** The stage that the event is of, or a refusal of. */
  public int stage() {
    return slot % MOST_STAGES;
  }

  /** An event that is surely not late. */
  public StageEvent(
      Kind kind,
      int path,
      int slot,
      long time,
      byte[] key,
      byte @Nullable [] member,
      long facts,
      String[] texts,
      long value) {
    this(kind, path, slot, time, key, member, facts, texts, value, null);
  }

  /** The same event with the record it comes from. */
  public StageEvent with(byte[] record) {
    return new StageEvent(kind, path, slot, time, key, member, facts, texts, value, record);
  }

  /** What an event is to a path. */
  public enum Kind {
    /** An event of a journey's stage, or a refusal of it. */
    JOURNEY,
    /** A member that joins a group; the journey gets its own {@link #JOURNEY} event beside it. */
    MEMBER,
    /** The event that stands for all members of a group. */
    SET,
    /** An event that stands for all members of a group, as one member's journey takes it. */
    EXPANDED,
    /** No event: word of how far a topic is, which travels among the events of the topic. */
    CLOCK,
    /** No event: word that a topic spoke, which travels among the events of the topic. */
    PULSE
  }

  /** The shared empty list of texts. */
  public static final String[] NO_TEXTS = {};

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StageEvent e
        && kind == e.kind
        && path == e.path
        && slot == e.slot
        && time == e.time
        && facts == e.facts
        && value == e.value
        && Arrays.equals(key, e.key)
        && Arrays.equals(member, e.member)
        && Arrays.equals(texts, e.texts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key) * 31 + Long.hashCode(time) + slot;
  }
}

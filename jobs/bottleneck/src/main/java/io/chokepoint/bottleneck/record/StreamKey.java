package io.chokepoint.bottleneck.record;

import io.chokepoint.domain.journey.StageEvent;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key of a journey or a group: the packed correlation key within its space.
 *
 * <p>The hash decides on which subtask a key lives, in savepoints too: it must never change.
 */
public final class StreamKey {
  private final int space;
  private final byte[] id;
  private final int hash;

  StreamKey(int space, byte[] id) {
    this.space = space;
    this.id = id;
    this.hash = 31 * Arrays.hashCode(id) + space;
  }

  /** The key of the journey that an event belongs to. */
  public static StreamKey ofJourney(StageEvent event) {
    return new StreamKey(event.path(), event.key());
  }

  /**
   * The key of the group that a member or a set event belongs to. A {@link ClockMark} has a key of
   * its own.
   */
  public static StreamKey ofGroup(StageEvent event) {
    return event.kind() == StageEvent.Kind.CLOCK
        ? ClockMark.streamKey(event.key())
        : new StreamKey(event.path() << 16 | event.stage(), event.key());
  }

  /** The journey key of a member, by its member event. */
  public static StreamKey ofMember(StageEvent member) {
    return new StreamKey(member.path(), Objects.requireNonNull(member.member(), "no member"));
  }

  int space() {
    return space;
  }

  /** Index of the path of a journey's key. */
  public int path() {
    return space;
  }

  /** The packed correlation key. */
  public byte[] packedKey() {
    return id;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StreamKey key && space == key.space && Arrays.equals(id, key.id);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}

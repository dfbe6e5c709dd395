package io.chokepoint.bottleneck.record;

import io.chokepoint.domain.journey.StageEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key of a journey or a group: the packed correlation key within its space.
 *
 * <p>The hash decides on which subtask a key lives, in savepoints too: it must never change.
 *
 * <p>There is one for each open journey and each of its timers, and each event compares it with
 * some: the 17 bytes of a packed UUID or hash lie within the object, and only longer keys need an
 * array.
 */
public final class StreamKey {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int MOST_WITHIN = 1 + 2 * Long.BYTES;

  private final int space;
  private final int hash;

  /** The number of bytes, and in the last eight bits the first of them. */
  private final int shape;

  private final long high;
  private final long low;

  /** All bytes where they are more than {@link #MOST_WITHIN}. */
  private final byte @Nullable [] longer;

  StreamKey(int space, byte[] id) {
    this.space = space;
    this.hash = 31 * Arrays.hashCode(id) + space;
    boolean isWithin = id.length <= MOST_WITHIN;
    longer = isWithin ? null : id;
    shape = id.length << Byte.SIZE | (id.length == 0 ? 0 : id[0] & 0xFF);
    high = isWithin ? eightBytes(id, 1) : 0;
    low = isWithin ? eightBytes(id, 1 + Long.BYTES) : 0;
  }

  /** The bytes from a position on, as a number; those that are not there are 0. */
  private static long eightBytes(byte[] id, int from) {
    if (from + Long.BYTES <= id.length) {
      return (long) EIGHT_BYTES.get(id, from);
    }
    long number = 0;
    for (int i = from; i < from + Long.BYTES; i++) {
      number = number << Byte.SIZE | (i < id.length ? id[i] & 0xFF : 0);
    }
    return number;
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
    if (longer != null) {
      return longer;
    }
    byte[] id = new byte[shape >>> Byte.SIZE];
    for (int i = 0; i < id.length; i++) {
      id[i] =
          i == 0
              ? (byte) shape
              : (byte) ((i <= Long.BYTES ? high : low) >>> Byte.SIZE * (-i & (Long.BYTES - 1)));
    }
    return id;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StreamKey key
        && high == key.high
        && low == key.low
        && hash == key.hash
        && space == key.space
        && shape == key.shape
        && Arrays.equals(longer, key.longer);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}

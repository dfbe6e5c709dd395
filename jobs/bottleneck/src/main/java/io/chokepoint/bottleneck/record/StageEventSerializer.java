package io.chokepoint.bottleneck.record;

import io.chokepoint.domain.journey.StageEvent;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The packed form of stage events between the sources and the journeys; some 30 bytes for a hashed
 * key.
 */
public final class StageEventSerializer extends ValueSerializer<StageEvent> {
  private static final long serialVersionUID = 1;

  /** The one instance. */
  public static final StageEventSerializer INSTANCE = new StageEventSerializer();

  /** The type, for Flink. */
  public static final ValueType<StageEvent> TYPE =
      new ValueType<>(StageEvent.class, () -> INSTANCE);

  private static final StageEvent.Kind[] KINDS = StageEvent.Kind.values();
  private static final int HAS_MEMBER = 8;
  private static final int HAS_FACTS = 16;
  private static final int HAS_VALUE = 32;
  private static final int HAS_WHOLE = 64;

  @Override
  public StageEvent createInstance() {
    return new StageEvent(
        StageEvent.Kind.JOURNEY, 0, 0, 0, new byte[0], null, 0, StageEvent.NO_TEXTS, 0);
  }

  @Override
  public void serialize(StageEvent event, DataOutputView out) throws IOException {
    byte[] member = event.member();
    byte[] whole = event.whole();
    out.writeByte(
        event.kind().ordinal()
            | (member == null ? 0 : HAS_MEMBER)
            | (event.facts() == 0 ? 0 : HAS_FACTS)
            | (event.value() == 0 ? 0 : HAS_VALUE)
            | (whole == null ? 0 : HAS_WHOLE));
    Wire.writeCount(event.path(), out);
    Wire.writeCount(event.slot(), out);
    out.writeLong(event.time());
    Wire.writeBytes(event.key(), out);
    if (member != null) {
      Wire.writeBytes(member, out);
    }
    if (event.facts() != 0) {
      out.writeLong(event.facts());
    }
    if (event.value() != 0) {
      out.writeLong(event.value());
    }
    Wire.writeCount(event.texts().length, out);
    for (String text : event.texts()) {
      out.writeUTF(text);
    }
    if (whole != null) {
      Wire.writeBytes(whole, out);
    }
  }

  @Override
  public StageEvent deserialize(DataInputView in) throws IOException {
    int head = in.readUnsignedByte();
    int path = Wire.readCount(in);
    int slot = Wire.readCount(in);
    long time = in.readLong();
    byte[] key = Wire.readBytes(in);
    byte[] member = (head & HAS_MEMBER) == 0 ? null : Wire.readBytes(in);
    long facts = (head & HAS_FACTS) == 0 ? 0 : in.readLong();
    long value = (head & HAS_VALUE) == 0 ? 0 : in.readLong();
    int count = Wire.readCount(in);
    String[] texts = count == 0 ? StageEvent.NO_TEXTS : new String[count];
    for (int i = 0; i < count; i++) {
      texts[i] = Wire.readText(in);
    }
    byte[] whole = (head & HAS_WHOLE) == 0 ? null : Wire.readBytes(in);
    return new StageEvent(
        KINDS[head & 7], path, slot, time, key, member, facts, texts, value, whole);
  }

  @Override
  public TypeSerializerSnapshot<StageEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The serializer's place in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<StageEvent> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

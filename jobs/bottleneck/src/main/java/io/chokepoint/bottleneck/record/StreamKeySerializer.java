package io.chokepoint.bottleneck.record;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The packed form of keys. */
public final class StreamKeySerializer extends ValueSerializer<StreamKey> {
  private static final long serialVersionUID = 1;

  /** The one instance. */
  public static final StreamKeySerializer INSTANCE = new StreamKeySerializer();

  /** The type, for Flink. */
  public static final ValueType<StreamKey> TYPE = new ValueType<>(StreamKey.class, () -> INSTANCE);

  @Override
  public StreamKey createInstance() {
    return new StreamKey(0, new byte[0]);
  }

  @Override
  public void serialize(StreamKey key, DataOutputView out) throws IOException {
    Wire.writeCount(key.space(), out);
    Wire.writeBytes(key.packedKey(), out);
  }

  @Override
  public StreamKey deserialize(DataInputView in) throws IOException {
    return new StreamKey(Wire.readCount(in), Wire.readBytes(in));
  }

  @Override
  public TypeSerializerSnapshot<StreamKey> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The serializer's place in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<StreamKey> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

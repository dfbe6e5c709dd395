package io.chokepoint.bottleneck.record;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The packed form of detectors in the state. */
public final class KeptDetectorSerializer extends ValueSerializer<KeptDetector> {
  private static final long serialVersionUID = 1;

  /** The one instance. */
  public static final KeptDetectorSerializer INSTANCE = new KeptDetectorSerializer();

  /** The type, for Flink. */
  public static final ValueType<KeptDetector> TYPE =
      new ValueType<>(KeptDetector.class, () -> INSTANCE);

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public KeptDetector createInstance() {
    return new KeptDetector(new byte[0]);
  }

  @Override
  public KeptDetector copy(KeptDetector from) {
    return new KeptDetector(from.pack());
  }

  @Override
  public KeptDetector copy(KeptDetector from, KeptDetector reuse) {
    return copy(from);
  }

  @Override
  public void serialize(KeptDetector detector, DataOutputView out) throws IOException {
    Wire.writeBytes(detector.pack(), out);
  }

  @Override
  public KeptDetector deserialize(DataInputView in) throws IOException {
    return new KeptDetector(Wire.readBytes(in));
  }

  @Override
  public TypeSerializerSnapshot<KeptDetector> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The serializer's place in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<KeptDetector> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

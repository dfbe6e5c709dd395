package io.chokepoint.bottleneck.record;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The packed form of what the detectors take in, on its way to them and while it waits there. */
public final class StepNewsSerializer extends ValueSerializer<StepNews> {
  private static final long serialVersionUID = 1;

  /** The one instance. */
  public static final StepNewsSerializer INSTANCE = new StepNewsSerializer();

  /** The type, for Flink. */
  public static final ValueType<StepNews> TYPE = new ValueType<>(StepNews.class, () -> INSTANCE);

  private static final StepNews.Kind[] KINDS = StepNews.Kind.values();

  @Override
  public StepNews createInstance() {
    return new StepNews(0, 0, 0, StepNews.Kind.EVIDENCE, new byte[0]);
  }

  @Override
  public void serialize(StepNews news, DataOutputView out) throws IOException {
    out.writeByte(news.kind().ordinal());
    Wire.writeCount(news.path(), out);
    Wire.writeCount(news.edge(), out);
    out.writeLong(news.evaluation());
    Wire.writeBytes(news.packed(), out);
  }

  @Override
  public StepNews deserialize(DataInputView in) throws IOException {
    StepNews.Kind kind = KINDS[in.readUnsignedByte()];
    return new StepNews(
        Wire.readCount(in), Wire.readCount(in), in.readLong(), kind, Wire.readBytes(in));
  }

  @Override
  public TypeSerializerSnapshot<StepNews> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The serializer's place in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<StepNews> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

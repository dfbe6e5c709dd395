package io.chokepoint.bottleneck.record;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The packed form of what a verdict is made of. */
public final class NetworkNewsSerializer extends ValueSerializer<NetworkNews> {
  private static final long serialVersionUID = 1;

  /** The one instance. */
  public static final NetworkNewsSerializer INSTANCE = new NetworkNewsSerializer();

  /** The type, for Flink. */
  public static final ValueType<NetworkNews> TYPE =
      new ValueType<>(NetworkNews.class, () -> INSTANCE);

  private static final int FINAL = 0;
  private static final int STATUS = 1;
  private static final int DROPPED = 2;

  @Override
  public NetworkNews createInstance() {
    return new EdgeFinal(0, 0, 0, 0, 0, 0);
  }

  @Override
  public void serialize(NetworkNews news, DataOutputView out) throws IOException {
    if (news instanceof EdgeFinal edge) {
      out.writeByte(FINAL);
      Wire.writeCount(edge.path(), out);
      Wire.writeCount(edge.edge(), out);
      out.writeLong(edge.cohortStart());
      out.writeLong(edge.completeAt());
      out.writeLong(edge.entrants());
      out.writeLong(edge.converted());
    } else if (news instanceof StepStatus step) {
      out.writeByte(STATUS);
      EdgeStatusSerializer.INSTANCE.serialize(step.status(), out);
    } else if (news instanceof StepDropped dropped) {
      out.writeByte(DROPPED);
      DroppedStepSerializer.INSTANCE.serialize(dropped.step(), out);
    }
  }

  @Override
  public NetworkNews deserialize(DataInputView in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case FINAL ->
          new EdgeFinal(
              Wire.readCount(in),
              Wire.readCount(in),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong());
      case STATUS -> new StepStatus(EdgeStatusSerializer.INSTANCE.deserialize(in));
      case DROPPED -> new StepDropped(DroppedStepSerializer.INSTANCE.deserialize(in));
      default -> throw new IOException("news of unknown kind " + kind);
    };
  }

  @Override
  public TypeSerializerSnapshot<NetworkNews> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The serializer's place in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<NetworkNews> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

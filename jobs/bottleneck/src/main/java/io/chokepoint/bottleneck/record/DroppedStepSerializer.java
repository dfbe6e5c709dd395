package io.chokepoint.bottleneck.record;

import io.chokepoint.domain.journey.DroppedStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The packed form of dropped steps. */
public final class DroppedStepSerializer extends ValueSerializer<DroppedStep> {
  private static final long serialVersionUID = 1;

  /** The one instance. */
  public static final DroppedStepSerializer INSTANCE = new DroppedStepSerializer();

  /** The type, for Flink. */
  public static final ValueType<DroppedStep> TYPE =
      new ValueType<>(DroppedStep.class, () -> INSTANCE);

  @Override
  public DroppedStep createInstance() {
    return new DroppedStep(0, 0, 0, "", new byte[0], new long[0], List.of());
  }

  @Override
  public void serialize(DroppedStep step, DataOutputView out) throws IOException {
    Wire.writeCount(step.path(), out);
    Wire.writeCount(step.edge(), out);
    out.writeLong(step.cohortStart());
    out.writeUTF(step.reason());
    Wire.writeBytes(step.key(), out);
    Wire.writeCount(step.times().length, out);
    for (long time : step.times()) {
      out.writeLong(time);
    }
    Wire.writeCount(step.segments().size(), out);
    for (String segment : step.segments()) {
      out.writeUTF(segment);
    }
  }

  @Override
  public DroppedStep deserialize(DataInputView in) throws IOException {
    int path = Wire.readCount(in);
    int edge = Wire.readCount(in);
    long cohortStart = in.readLong();
    String reason = in.readUTF();
    byte[] key = Wire.readBytes(in);
    long[] times = new long[Wire.readCount(in)];
    for (int s = 0; s < times.length; s++) {
      times[s] = in.readLong();
    }
    List<String> segments = new ArrayList<>();
    for (int s = Wire.readCount(in); s > 0; s--) {
      segments.add(in.readUTF());
    }
    return new DroppedStep(path, edge, cohortStart, reason, key, times, segments);
  }

  @Override
  public TypeSerializerSnapshot<DroppedStep> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The serializer's place in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<DroppedStep> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

package io.chokepoint.bottleneck.record;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The packed form of results between the operators and the sinks. */
public final class OutputRecordSerializer extends ValueSerializer<OutputRecord> {
  private static final long serialVersionUID = 1;

  /** The one instance. */
  public static final OutputRecordSerializer INSTANCE = new OutputRecordSerializer();

  /** The type, for Flink. */
  public static final ValueType<OutputRecord> TYPE =
      new ValueType<>(OutputRecord.class, () -> INSTANCE);

  @Override
  public OutputRecord createInstance() {
    return new OutputRecord("", new byte[0], new byte[0]);
  }

  @Override
  public void serialize(OutputRecord record, DataOutputView out) throws IOException {
    out.writeUTF(record.topic());
    Wire.writeBytes(record.key(), out);
    Wire.writeBytes(record.value(), out);
  }

  @Override
  public OutputRecord deserialize(DataInputView in) throws IOException {
    return new OutputRecord(in.readUTF(), Wire.readBytes(in), Wire.readBytes(in));
  }

  @Override
  public TypeSerializerSnapshot<OutputRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The serializer's place in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<OutputRecord> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

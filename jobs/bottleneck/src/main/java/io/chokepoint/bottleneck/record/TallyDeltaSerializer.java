package io.chokepoint.bottleneck.record;

import io.chokepoint.domain.journey.TallyDelta;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The packed form of tally changes between the journeys and the cohort tables. */
public final class TallyDeltaSerializer extends ValueSerializer<TallyDelta> {
  private static final long serialVersionUID = 1;

  /** The one instance. */
  public static final TallyDeltaSerializer INSTANCE = new TallyDeltaSerializer();

  /** The type, for Flink. */
  public static final ValueType<TallyDelta> TYPE =
      new ValueType<>(TallyDelta.class, () -> INSTANCE);

  private static final TallyDelta.Measure[] MEASURES = TallyDelta.Measure.values();

  @Override
  public TallyDelta createInstance() {
    return new TallyDelta(0, 0, TallyDelta.TOTAL, "", 0, TallyDelta.Measure.ENTRANT, 0, "", 0, 0);
  }

  @Override
  public void serialize(TallyDelta delta, DataOutputView out) throws IOException {
    out.writeByte(delta.measure().ordinal());
    Wire.writeCount(delta.path(), out);
    Wire.writeCount(delta.edge(), out);
    Wire.writeCount(delta.dimension() + 1, out);
    out.writeUTF(delta.segment());
    out.writeLong(delta.cohortStart());
    out.writeLong(delta.lag());
    out.writeUTF(delta.reason());
    out.writeLong(delta.count());
    out.writeLong(delta.value());
  }

  @Override
  public TallyDelta deserialize(DataInputView in) throws IOException {
    TallyDelta.Measure measure = MEASURES[in.readUnsignedByte()];
    int path = Wire.readCount(in);
    int edge = Wire.readCount(in);
    int dimension = Wire.readCount(in) - 1;
    String segment = Wire.readText(in);
    long cohortStart = in.readLong();
    long lag = in.readLong();
    String reason = Wire.readText(in);
    long count = in.readLong();
    long value = in.readLong();
    return new TallyDelta(
        path, edge, dimension, segment, cohortStart, measure, lag, reason, count, value);
  }

  @Override
  public TypeSerializerSnapshot<TallyDelta> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The serializer's place in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TallyDelta> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

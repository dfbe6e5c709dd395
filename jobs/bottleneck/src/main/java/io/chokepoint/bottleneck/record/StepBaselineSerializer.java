package io.chokepoint.bottleneck.record;

import io.chokepoint.bottleneck.record.StepBaseline.OfSegment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The packed form of what is usual, between the detectors and the nowcasts. */
public final class StepBaselineSerializer extends ValueSerializer<StepBaseline> {
  private static final long serialVersionUID = 1;

  /** The one instance. */
  public static final StepBaselineSerializer INSTANCE = new StepBaselineSerializer();

  /** The type, for Flink. */
  public static final ValueType<StepBaseline> TYPE =
      new ValueType<>(StepBaseline.class, () -> INSTANCE);

  @Override
  public StepBaseline createInstance() {
    return new StepBaseline(0, 0, List.of());
  }

  @Override
  public void serialize(StepBaseline baseline, DataOutputView out) throws IOException {
    Wire.writeCount(baseline.path(), out);
    Wire.writeCount(baseline.edge(), out);
    Wire.writeCount(baseline.segments().size(), out);
    for (OfSegment segment : baseline.segments()) {
      Wire.writeCount(segment.dimension() + 1, out);
      out.writeUTF(segment.segment());
      Wire.writeCount(segment.hazards().length, out);
      for (double hazard : segment.hazards()) {
        out.writeDouble(hazard);
      }
    }
  }

  @Override
  public StepBaseline deserialize(DataInputView in) throws IOException {
    int path = Wire.readCount(in);
    int edge = Wire.readCount(in);
    int count = Wire.readCount(in);
    List<OfSegment> segments = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int dimension = Wire.readCount(in) - 1;
      String segment = in.readUTF();
      double[] hazards = new double[Wire.readCount(in)];
      for (int k = 0; k < hazards.length; k++) {
        hazards[k] = in.readDouble();
      }
      segments.add(new OfSegment(dimension, segment, hazards));
    }
    return new StepBaseline(path, edge, segments);
  }

  @Override
  public TypeSerializerSnapshot<StepBaseline> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The serializer's place in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<StepBaseline> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

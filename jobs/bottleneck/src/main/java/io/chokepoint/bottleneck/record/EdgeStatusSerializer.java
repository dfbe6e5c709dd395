package io.chokepoint.bottleneck.record;

import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.detection.EdgeStatus.Kind;
import io.chokepoint.domain.detection.EdgeStatus.Phase;
import io.chokepoint.domain.detection.EdgeStatus.ReasonCount;
import io.chokepoint.domain.detection.EdgeStatus.SegmentCounts;
import io.chokepoint.domain.detection.EdgeStatus.Silence;
import io.chokepoint.domain.detection.EdgeStatus.Trouble;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The packed form of what the detectors say, on its way to the verdict and while it waits there.
 */
public final class EdgeStatusSerializer extends ValueSerializer<EdgeStatus> {
  private static final long serialVersionUID = 1;

  /** The one instance. */
  public static final EdgeStatusSerializer INSTANCE = new EdgeStatusSerializer();

  /** The type, for Flink. */
  public static final ValueType<EdgeStatus> TYPE =
      new ValueType<>(EdgeStatus.class, () -> INSTANCE);

  private static final Phase[] PHASES = Phase.values();
  private static final Kind[] KINDS = Kind.values();

  @Override
  public EdgeStatus createInstance() {
    return new EdgeStatus(0, 0, 0, Phase.LEARNING, 0, 0, 0, 0, 0, 0, 0, null, null);
  }

  @Override
  public void serialize(EdgeStatus status, DataOutputView out) throws IOException {
    Wire.writeCount(status.path(), out);
    Wire.writeCount(status.edge(), out);
    out.writeLong(status.evaluation());
    out.writeByte(status.phase().ordinal());
    out.writeDouble(status.baselineRate());
    out.writeDouble(status.rate());
    out.writeDouble(status.rateLow());
    out.writeDouble(status.rateHigh());
    out.writeDouble(status.baselineEntrantsPerHour());
    out.writeDouble(status.entrantsPerHour());
    out.writeDouble(status.valuePerEntrant());
    out.writeBoolean(status.trouble() != null);
    if (status.trouble() != null) {
      write(status.trouble(), out);
    }
    out.writeBoolean(status.silence() != null);
    if (status.silence() != null) {
      Wire.writeCount(status.silence().topic(), out);
      out.writeLong(status.silence().since());
    }
    out.writeBoolean(status.learningUntil() != null);
    if (status.learningUntil() != null) {
      out.writeLong(status.learningUntil());
    }
  }

  private static void write(Trouble trouble, DataOutputView out) throws IOException {
    out.writeByte(trouble.kind().ordinal());
    out.writeLong(trouble.onset());
    out.writeLong(trouble.openedAt());
    Wire.writeCount(trouble.recovering(), out);
    out.writeBoolean(trouble.frozen());
    out.writeLong(trouble.decidedBy());
    out.writeDouble(trouble.lost());
    out.writeDouble(trouble.lostDeviation());
    out.writeDouble(trouble.lostPerHour());
    out.writeDouble(trouble.entrants());
    Wire.writeCount(trouble.segments().size(), out);
    for (SegmentCounts segment : trouble.segments()) {
      Wire.writeCount(segment.dimension(), out);
      out.writeUTF(segment.segment());
      out.writeDouble(segment.entrants());
      out.writeDouble(segment.expected());
      out.writeDouble(segment.converted());
      out.writeDouble(segment.variance());
      out.writeDouble(segment.baselineShare());
      out.writeDouble(segment.baselineRate());
    }
    Wire.writeCount(trouble.reasons().size(), out);
    for (ReasonCount reason : trouble.reasons()) {
      out.writeUTF(reason.reason());
      out.writeDouble(reason.count());
      out.writeDouble(reason.baselineShare());
    }
  }

  @Override
  public EdgeStatus deserialize(DataInputView in) throws IOException {
    return new EdgeStatus(
        Wire.readCount(in),
        Wire.readCount(in),
        in.readLong(),
        PHASES[in.readUnsignedByte()],
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readBoolean() ? trouble(in) : null,
        in.readBoolean() ? new Silence(Wire.readCount(in), in.readLong()) : null,
        in.readBoolean() ? (Long) in.readLong() : null);
  }

  private static Trouble trouble(DataInputView in) throws IOException {
    return new Trouble(
        KINDS[in.readUnsignedByte()],
        in.readLong(),
        in.readLong(),
        Wire.readCount(in),
        in.readBoolean(),
        in.readLong(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        segments(in),
        reasons(in));
  }

  private static List<SegmentCounts> segments(DataInputView in) throws IOException {
    int count = Wire.readCount(in);
    List<SegmentCounts> segments = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      segments.add(
          new SegmentCounts(
              Wire.readCount(in),
              in.readUTF(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble()));
    }
    return segments;
  }

  private static List<ReasonCount> reasons(DataInputView in) throws IOException {
    int count = Wire.readCount(in);
    List<ReasonCount> reasons = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      reasons.add(new ReasonCount(in.readUTF(), in.readDouble(), in.readDouble()));
    }
    return reasons;
  }

  @Override
  public TypeSerializerSnapshot<EdgeStatus> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The serializer's place in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<EdgeStatus> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

package io.chokepoint.bottleneck.record;

import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.bottleneck.record.SourceRecord.Origin;
import io.chokepoint.bottleneck.record.SourceRecord.Refused;
import io.chokepoint.domain.journey.StageEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Used only where a deployment turns operator chaining off. */
public final class SourceRecordSerializer extends ValueSerializer<SourceRecord> {
  private static final long serialVersionUID = 1;

  /** The one instance. */
  public static final SourceRecordSerializer INSTANCE = new SourceRecordSerializer();

  /** The type, for Flink. */
  public static final ValueType<SourceRecord> TYPE =
      new ValueType<>(SourceRecord.class, () -> INSTANCE);

  private static final RejectReason[] REASONS = RejectReason.values();

  @Override
  public SourceRecord createInstance() {
    return new SourceRecord(
        new Origin("", 0, 0, Origin.NO_TIMESTAMP, null, null),
        SourceRecord.NO_TOPIC,
        0,
        List.of(),
        null);
  }

  @Override
  public void serialize(SourceRecord record, DataOutputView out) throws IOException {
    Origin origin = record.origin();
    out.writeUTF(origin.topic());
    out.writeInt(origin.partition());
    out.writeLong(origin.offset());
    out.writeLong(origin.timestamp());
    Wire.writeOptional(origin.key(), out);
    Wire.writeOptional(origin.value(), out);
    Wire.writeCount(record.topic() + 1, out);
    out.writeLong(record.time());
    Wire.writeCount(record.events().size(), out);
    for (StageEvent event : record.events()) {
      StageEventSerializer.INSTANCE.serialize(event, out);
    }
    Refused refusal = record.refusal();
    out.writeByte(refusal == null ? -1 : refusal.reason().ordinal());
    if (refusal != null) {
      out.writeUTF(refusal.message());
    }
  }

  @Override
  public SourceRecord deserialize(DataInputView in) throws IOException {
    Origin origin =
        new Origin(
            in.readUTF(),
            in.readInt(),
            in.readLong(),
            in.readLong(),
            Wire.readOptional(in),
            Wire.readOptional(in));
    int topic = Wire.readCount(in) - 1;
    long time = in.readLong();
    int count = Wire.readCount(in);
    List<StageEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(StageEventSerializer.INSTANCE.deserialize(in));
    }
    int reason = in.readByte();
    return new SourceRecord(
        origin,
        topic,
        time,
        events,
        reason < 0 ? null : new Refused(REASONS[reason], in.readUTF()));
  }

  @Override
  public TypeSerializerSnapshot<SourceRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The serializer's place in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SourceRecord> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

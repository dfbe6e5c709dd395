package io.chokepoint.bottleneck.record;

import io.chokepoint.domain.conversion.CohortCell;
import io.chokepoint.domain.journey.Packing;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The packed form of cohort cells in the state. On the heap a cell stays an object: a cohort with
 * thousands of lags is not packed anew for each change.
 */
public final class CohortCellSerializer extends ValueSerializer<CohortCell> {
  private static final long serialVersionUID = 1;

  /** The one instance. */
  public static final CohortCellSerializer INSTANCE = new CohortCellSerializer();

  /** The type, for Flink. */
  public static final ValueType<CohortCell> TYPE =
      new ValueType<>(CohortCell.class, () -> INSTANCE);

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public CohortCell createInstance() {
    return new CohortCell();
  }

  @Override
  public CohortCell copy(CohortCell from) {
    return CohortCell.unpack(from.pack(new Packing.Writer()), new Packing.Reader());
  }

  @Override
  public CohortCell copy(CohortCell from, CohortCell reuse) {
    return copy(from);
  }

  @Override
  public void serialize(CohortCell cell, DataOutputView out) throws IOException {
    Wire.writeBytes(cell.pack(new Packing.Writer()), out);
  }

  @Override
  public CohortCell deserialize(DataInputView in) throws IOException {
    return CohortCell.unpack(Wire.readBytes(in), new Packing.Reader());
  }

  @Override
  public TypeSerializerSnapshot<CohortCell> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The serializer's place in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CohortCell> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

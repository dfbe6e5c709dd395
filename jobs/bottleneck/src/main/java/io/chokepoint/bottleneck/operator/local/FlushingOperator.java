package io.chokepoint.bottleneck.operator.local;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * An operator that holds records back for a while, to send fewer. Everything is passed on before a
 * watermark, before a checkpoint and at the end, so it keeps no state.
 */
abstract class FlushingOperator<I, O> extends AbstractStreamOperator<O>
    implements OneInputStreamOperator<I, O> {
  private static final long serialVersionUID = 1;

  /** Passes on what is held. */
  abstract void flush();

  @Override
  public final void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public final void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    flush();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public final void finish() throws Exception {
    flush();
    super.finish();
  }
}

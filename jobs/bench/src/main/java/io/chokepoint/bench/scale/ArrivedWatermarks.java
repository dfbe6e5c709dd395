package io.chokepoint.bench.scale;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Discards what comes, and tells a gate of the watermarks. */
final class ArrivedWatermarks<T> implements Sink<T> {
  private static final long serialVersionUID = 1;

  private final int gate;

  ArrivedWatermarks(Gate gate) {
    this.gate = gate.number();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    Gate told = Gate.of(gate);
    return new SinkWriter<>() {
      @Override
      public void write(T element, Context ofElement) {}

      @Override
      public void writeWatermark(Watermark watermark) {
        told.reached(watermark.getTimestamp());
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}

package io.chokepoint.evaluation.run;

import io.chokepoint.bottleneck.record.OutputRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Hands what the job publishes to the {@link Findings} of a case. For parallelism 1. */
final class FindingsSink implements Sink<OutputRecord> {
  private static final long serialVersionUID = 1;

  private final long handover;

  FindingsSink(long handover) {
    this.handover = handover;
  }

  @Override
  public SinkWriter<OutputRecord> createWriter(WriterInitContext context) {
    Findings findings = Handover.of(handover).findings();
    return new SinkWriter<>() {
      @Override
      public void write(OutputRecord record, Context of) {
        findings.take(record);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}

package io.chokepoint.bottleneck.property;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/** Keeps the records that an operator puts out; its watermarks are sent by the test. */
final class CollectedOutput<T> implements Output<StreamRecord<T>> {
  private List<T> records = new ArrayList<>();
  private final Map<String, List<Object>> side = new HashMap<>();

  /** The records since the last time. */
  List<T> take() {
    List<T> taken = records;
    records = new ArrayList<>();
    return taken;
  }

  /** The records of a side output since the last time. */
  @SuppressWarnings("unchecked")
  <X> List<X> takeSide(OutputTag<X> tag) {
    List<Object> taken = side.remove(tag.getId());
    return taken == null ? List.of() : (List<X>) taken;
  }

  @Override
  public void collect(StreamRecord<T> record) {
    records.add(record.getValue());
  }

  @Override
  public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
    side.computeIfAbsent(tag.getId(), t -> new ArrayList<>()).add(record.getValue());
  }

  @Override
  public void emitWatermark(Watermark mark) {}

  @Override
  public void emitWatermark(WatermarkEvent mark) {}

  @Override
  public void emitWatermarkStatus(WatermarkStatus status) {}

  @Override
  public void emitLatencyMarker(LatencyMarker marker) {}

  @Override
  public void emitRecordAttributes(RecordAttributes attributes) {}

  @Override
  public void close() {}
}

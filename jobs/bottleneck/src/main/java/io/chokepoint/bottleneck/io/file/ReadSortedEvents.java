package io.chokepoint.bottleneck.io.file;

import io.chokepoint.bottleneck.record.SourceRecord;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Reads the events that {@link RecordedEvents} sorted into a folder, named by its path. */
public final class ReadSortedEvents extends RichFlatMapFunction<String, SourceRecord> {
  private static final long serialVersionUID = 1;

  /** The accumulator of the events read. */
  public static final String EVENTS_READ = "numSortedEventsRead";

  /**
   * Events between two watermarks: each goes to every subtask, and a journey remembers as many
   * times with ease.
   */
  private static final int EVENTS_PER_WATERMARK = 500;

  private transient LongCounter read;

  @Override
  public void open(OpenContext context) {
    read = new LongCounter();
    getRuntimeContext().addAccumulator(EVENTS_READ, read);
  }

  @Override
  public void flatMap(String folder, Collector<SourceRecord> out) throws IOException {
    try (SortedEvents events = new SortedEvents(Path.of(folder))) {
      for (SourceRecord record = events.next(); record != null; record = events.next()) {
        out.collect(record);
        read.add(1);
      }
    }
  }

  /** The watermarks of sorted events: nothing that follows is earlier. */
  public static WatermarkStrategy<SourceRecord> watermarks() {
    return WatermarkStrategy.<SourceRecord>forGenerator(context -> new OfSorted())
        .withTimestampAssigner((record, before) -> record.time());
  }

  private static final class OfSorted implements WatermarkGenerator<SourceRecord> {
    private int since;

    @Override
    public void onEvent(SourceRecord record, long timestamp, WatermarkOutput output) {
      if (record.refusal() == null && ++since >= EVENTS_PER_WATERMARK) {
        since = 0;
        output.emitWatermark(new Watermark(record.time() - 1));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      // By events alone, so that a run is the same at any speed.
    }
  }
}

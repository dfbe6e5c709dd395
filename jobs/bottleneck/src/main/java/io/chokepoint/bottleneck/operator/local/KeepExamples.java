package io.chokepoint.bottleneck.operator.local;

import io.chokepoint.bottleneck.operator.SampleDropped;
import io.chokepoint.bottleneck.record.DroppedKey;
import io.chokepoint.bottleneck.record.NetworkNews;
import io.chokepoint.bottleneck.record.NetworkNewsSerializer;
import io.chokepoint.bottleneck.record.StepDropped;
import io.chokepoint.domain.journey.DroppedStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Keeps of the dropped steps that a subtask finds between two watermarks as many as are ever shown,
 * so that an outage that drops everything does not cross the network journey by journey.
 */
public final class KeepExamples extends FlushingOperator<DroppedStep, DroppedStep> {
  private static final long serialVersionUID = 1;

  /** The same, for the verdict. */
  public static final OutputTag<NetworkNews> OF_VERDICTS =
      new OutputTag<>("examples-of-verdicts", NetworkNewsSerializer.TYPE);

  /** A few megabytes at most: beyond it, there are more reasons than anyone can read. */
  private static final int MOST_KEYS = 10_000;

  private transient Map<DroppedKey, List<DroppedStep>> kept;
  private transient Counter dropped;

  @Override
  public void open() throws Exception {
    super.open();
    kept = new HashMap<>();
    dropped = getMetricGroup().counter("numDroppedSteps");
  }

  @Override
  public void processElement(StreamRecord<DroppedStep> element) {
    DroppedStep step = element.getValue();
    dropped.inc();
    SampleDropped.keep(kept.computeIfAbsent(DroppedKey.of(step), key -> new ArrayList<>()), step);
    if (kept.size() >= MOST_KEYS) {
      flush();
    }
  }

  @Override
  void flush() {
    for (List<DroppedStep> steps : kept.values()) {
      for (DroppedStep step : steps) {
        output.collect(new StreamRecord<>(step));
        output.collect(OF_VERDICTS, new StreamRecord<>(new StepDropped(step)));
      }
    }
    kept.clear();
  }
}

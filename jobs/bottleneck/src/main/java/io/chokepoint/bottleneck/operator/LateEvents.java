package io.chokepoint.bottleneck.operator;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.io.ResultRecords;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.network.Stage;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Events beyond the retention that their source could not know to be, since its topic had been idle
 * while the watermark went on: {@code numLateEvents} by {@code topic}, once for each role that an
 * event plays.
 */
final class LateEvents {
  private final PipelineOptions options;
  private final ResultRecords results = new ResultRecords();
  private final Counter[][] byStage;

  /** Registers under an operator's group. */
  LateEvents(PipelineOptions options, MetricGroup group, PathPlan[] plans) {
    this.options = options;
    Map<String, Counter> byTopic = new HashMap<>();
    byStage = new Counter[plans.length][];
    for (int p = 0; p < plans.length; p++) {
      byStage[p] = new Counter[plans[p].stages()];
      for (int s = 0; s < byStage[p].length; s++) {
        Stage stage = plans[p].path().stages().get(s);
        byStage[p][s] =
            byTopic.computeIfAbsent(
                stage.topic(), topic -> group.addGroup("topic", topic).counter("numLateEvents"));
      }
    }
  }

  /**
   * Takes an event if it is late, and counts it.
   *
   * @param watermark the watermark when it came, in ms
   * @param whole takes the record that it came from, where it came with one
   * @return whether it was late
   */
  boolean take(StageEvent event, long watermark, Consumer<OutputRecord> whole) {
    if (!options.isLate(event, watermark)) {
      return false;
    }
    Counter[] stages = byStage[event.path()];
    stages[event.stage()].inc();
    if (event.whole() != null) {
      whole.accept(results.late(event.whole(), watermark));
    }
    return true;
  }
}

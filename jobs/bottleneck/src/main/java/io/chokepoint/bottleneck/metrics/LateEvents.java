package io.chokepoint.bottleneck.metrics;

import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.network.Stage;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Events beyond the retention that their source could not know to be, since its topic had been idle
 * while the watermark went on: {@code numLateEvents} by {@code topic}, once for each role that an
 * event plays.
 */
public final class LateEvents {
  private final Counter[][] byStage;

  /** Registers under an operator's group. */
  public LateEvents(MetricGroup group, PathPlan[] plans) {
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

  /** Counts an event. */
  public void count(StageEvent event) {
    Counter[] stages = byStage[event.path()];
    stages[event.slot() % stages.length].inc();
  }
}

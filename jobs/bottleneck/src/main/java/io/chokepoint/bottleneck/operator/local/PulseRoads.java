package io.chokepoint.bottleneck.operator.local;

import io.chokepoint.bottleneck.operator.Evaluations;
import io.chokepoint.bottleneck.record.PulseMark;
import io.chokepoint.bottleneck.record.StepNews;
import io.chokepoint.domain.detection.EdgeShape;
import io.chokepoint.domain.detection.TopicPulse;
import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The way of pulses from a cohort table to the detectors: to those of all steps that hear the
 * topic. Every subtask sends them, since its evidence must not overtake them.
 */
final class PulseRoads {
  private record Step(int path, int edge) {}

  private final List<List<Step>> listeners = new ArrayList<>();
  private final HeardPulses heard;
  private final long evaluationMillis;
  private final Packing.Writer writer = new Packing.Writer();

  PulseRoads(Network network, PathPlan[] plans) {
    evaluationMillis = Evaluations.millis(network);
    heard = new HeardPulses(network.topics().size());
    network.topics().forEach(topic -> listeners.add(new ArrayList<>()));
    for (PathPlan plan : plans) {
      for (int edge = 0; edge < plan.edges(); edge++) {
        if (!plan.isFunnel(edge)) {
          for (int topic : EdgeShape.of(network, plan, edge, evaluationMillis).heardTopics()) {
            listeners.get(topic).add(new Step(plan.index(), edge));
          }
        }
      }
    }
  }

  /** Passes on the first copy of a pulse; the others came for other subtasks. */
  void passOn(PulseMark pulse, long watermark, Consumer<StepNews> out) {
    if (heard.isNew(pulse)) {
      long minuteEnd = pulse.minuteStart() + TopicPulse.MINUTE_MILLIS;
      long evaluation = Evaluations.firstWith(minuteEnd, watermark, evaluationMillis);
      for (Step step : listeners.get(pulse.topic())) {
        out.accept(StepNews.of(step.path(), step.edge(), evaluation, pulse, writer));
      }
    }
  }
}

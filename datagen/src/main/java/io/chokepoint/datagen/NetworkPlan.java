package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Effect;
import io.chokepoint.datagen.scenario.ScenarioException;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.domain.network.Topic;
import io.chokepoint.schemas.EventSchemas;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a walk through the network file says about each step: where it stands, its horizon, rate.
 */
final class NetworkPlan {
  /** A catalog entry is repeated once in this time where no path has a cohort window for it. */
  private static final long DEFAULT_PERIOD_MILLIS = 900_000;

  /** Horizon of a step that the file does not measure: longer than any lag here. */
  private static final long UNMEASURED_MILLIS = 86_400_000;

  private final Network network;
  private final Map<Step, StepPlan> plans = new EnumMap<>(Step.class);

  /**
   * Walks a network.
   *
   * @throws InvalidScenarioException if the network reads a topic that the simulator does not write
   */
  NetworkPlan(Network network) {
    this.network = network;
    for (Topic topic : network.topics()) {
      if (!EventSchemas.topics().contains(topic.name())) {
        throw new InvalidScenarioException(
            "The simulator does not write the topic %s of network %s. It writes: %s."
                .formatted(topic.name(), network.name(), String.join(", ", EventSchemas.topics())));
      }
    }
    for (Step step : Step.values()) {
      plans.put(step, new StepPlan(step, null, null, null, UNMEASURED_MILLIS, step.healthyRate()));
    }
    for (Path path : network.paths()) {
      for (int i = 1; i < path.stages().size(); i++) {
        Step step = stepOf(path, i);
        if (step != null) {
          plans.put(step, plan(step, path, i));
        }
      }
    }
  }

  StepPlan of(Step step) {
    StepPlan plan = plans.get(step);
    if (plan == null) {
      throw new IllegalStateException("no plan for " + step);
    }
    return plan;
  }

  Network network() {
    return network;
  }

  /**
   * The step at which an effect is.
   *
   * @throws ScenarioException if the network has no such stage, or it cannot be hit, or its
   *     refusals do not give that reason
   */
  StepPlan at(Effect effect) {
    for (StepPlan plan : plans.values()) {
      String path = plan.path();
      String stage = plan.stage();
      if (path != null && stage != null && effect.isAt(path, stage)) {
        String reason = effect.reason();
        if (reason != null && !plan.step().reasons().contains(reason)) {
          throw new ScenarioException(
              "Refusals of %s do not give the reason %s. %s"
                  .formatted(
                      effect.place(),
                      reason,
                      plan.step().reasons().isEmpty()
                          ? "They give none: leave the reason out."
                          : "Write one of: " + String.join(", ", plan.step().reasons()) + "."));
        }
        return plan;
      }
    }
    throw new ScenarioException(
        "Network %s has no stage %s that a scenario can hit. Write one of: %s."
            .formatted(network.name(), effect.place(), String.join(", ", stagesThatCanBeHit())));
  }

  /** Names of the stages that an effect can hit, as {@code path/stage}, in the file's order. */
  List<String> stagesThatCanBeHit() {
    List<String> stages = new ArrayList<>();
    for (Path path : network.paths()) {
      for (int i = 1; i < path.stages().size(); i++) {
        Step step = stepOf(path, i);
        if (step != null && path.stages().get(i).name().equals(of(step).stage())) {
          stages.add(path.name() + "/" + path.stages().get(i).name());
        }
      }
    }
    return stages;
  }

  /** How often entities of an entry topic report, in ms: once in each cohort window. */
  long periodMillis(String entryTopic) {
    long periodMillis = Long.MAX_VALUE;
    for (Path path : network.paths()) {
      if (path.stages().get(0).topic().equals(entryTopic)) {
        periodMillis = Math.min(periodMillis, path.cohortMillis());
      }
    }
    return periodMillis == Long.MAX_VALUE ? DEFAULT_PERIOD_MILLIS : periodMillis;
  }

  /** The horizon of the path on which a step is, in ms. */
  long pathHorizonMillis(Step step) {
    StepPlan plan = of(step);
    for (Path path : network.paths()) {
      if (path.name().equals(plan.path())) {
        return path.withinMillis() == Network.UNBOUNDED ? UNMEASURED_MILLIS : path.withinMillis();
      }
    }
    return UNMEASURED_MILLIS;
  }

  private static @Nullable Step stepOf(Path path, int stage) {
    String entryTopic = path.stages().get(0).topic();
    for (Step step : Step.values()) {
      if (step.isStage(entryTopic, path.stages().get(stage).topic())) {
        return step;
      }
    }
    return null;
  }

  private StepPlan plan(Step step, Path path, int index) {
    Stage stage = path.stages().get(index);
    Double target = stage.target();
    // Halfway from the target to 1: a healthy stage stays above its target in spite of noise.
    double rate = target == null ? 0 : target + (1 - target) / 2;
    return new StepPlan(
        step,
        path.name(),
        stage.name(),
        stage.layer(),
        path.stepHorizonMillis(index),
        Math.max(step.healthyRate(), rate));
  }
}

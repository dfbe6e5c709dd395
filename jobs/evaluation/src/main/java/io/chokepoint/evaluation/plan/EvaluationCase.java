package io.chokepoint.evaluation.plan;

import io.chokepoint.datagen.SimulationOptions;
import io.chokepoint.datagen.scenario.Effect;
import io.chokepoint.datagen.scenario.Scenario;
import io.chokepoint.domain.network.Network;
import java.util.List;

/**
 * A stream to be simulated, replayed and scored.
 *
 * @param name its name, unique in its suite: {@code lossy-03}
 * @param family what kind of case it is
 * @param network the network, which may differ from the usual one in a horizon
 * @param options what is simulated
 * @param learnMillis how long nothing is wrong at the beginning, in ms: who learns, learns then
 */
public record EvaluationCase(
    String name, Family family, Network network, SimulationOptions options, long learnMillis) {

  /** What happens in it, in the order of the truth's incidents; empty where nothing does. */
  public List<Effect> effects() {
    Scenario scenario = options.scenario();
    return scenario == null ? List.of() : scenario.effects();
  }

  /** Event time from which findings count, in ms. */
  public long learnedAt() {
    return options.startMillis() + learnMillis;
  }

  /** About how many requests there are. */
  public double requests() {
    return options.requestsPerMinute() * options.duration().toMinutes();
  }
}

package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Effect;
import io.chokepoint.datagen.scenario.ScenarioException;
import io.chokepoint.datagen.scenario.Segment;
import io.chokepoint.domain.network.Dimension;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;

/** The dimensions of the network file, as the simulator has them. */
enum Dimensions {
  /** The application of a visit. */
  APP("app_id"),
  /** The model of a request. */
  MODEL("model_id"),
  /** The node that executes a request. */
  NODE("node_id");

  private final String field;

  Dimensions(String field) {
    this.field = field;
  }

  /** The field of events that carries it. */
  String field() {
    return field;
  }

  /**
   * The dimension of an effect's segment.
   *
   * @throws ScenarioException if the simulator has no entities of that dimension
   */
  static Dimensions of(Network network, Effect effect, Segment segment) {
    for (Path path : network.paths()) {
      if (effect.path() != null && !effect.path().equals(path.name())) {
        continue;
      }
      for (Dimension dimension : path.segments()) {
        for (Dimensions simulated : values()) {
          if (dimension.name().equals(segment.dimension())
              && dimension.field().equals(simulated.field)) {
            return simulated;
          }
        }
      }
    }
    throw new ScenarioException(
        "The simulator cannot hit a part of the dimension %s at %s. It knows those of the fields"
                .formatted(segment.dimension(), effect.place())
            + " app_id, model_id and node_id: leave the segment out, or name one of them.");
  }
}

package io.chokepoint.evaluation.plan;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import java.util.ArrayList;
import java.util.List;

/** Networks that differ from a given one in a horizon alone. */
final class NetworkVariants {
  private NetworkVariants() {}

  /**
   * The network with another horizon of one stage. The horizon of the path grows by as much, so
   * that it allows what it allowed before.
   *
   * @param path name of the path
   * @param stage name of the stage
   * @param horizonMillis the stage's new horizon, in ms
   */
  static Network withHorizon(Network network, String path, String stage, long horizonMillis) {
    List<Path> paths = new ArrayList<>();
    for (Path each : network.paths()) {
      paths.add(each.name().equals(path) ? withHorizon(each, stage, horizonMillis) : each);
    }
    return new Network(network.name(), network.layers(), network.topics(), paths, network.ring());
  }

  private static Path withHorizon(Path path, String name, long horizonMillis) {
    List<Stage> stages = new ArrayList<>();
    long growthMillis = 0;
    for (Stage stage : path.stages()) {
      if (stage.name().equals(name)) {
        growthMillis = Math.max(0, horizonMillis - stage.withinMillis());
        stages.add(
            new Stage(
                stage.name(),
                stage.layer(),
                stage.topic(),
                stage.after(),
                stage.key(),
                horizonMillis,
                stage.skewMillis(),
                stage.where(),
                stage.fails(),
                stage.when(),
                stage.group(),
                stage.target()));
      } else {
        stages.add(stage);
      }
    }
    return new Path(
        path.name(),
        path.key(),
        path.anchor(),
        path.cohortMillis(),
        path.withinMillis() == Network.UNBOUNDED
            ? Network.UNBOUNDED
            : path.withinMillis() + growthMillis,
        path.value(),
        path.segments(),
        stages);
  }
}

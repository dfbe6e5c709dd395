package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rates of all steps of a network at one evaluation; a step is named by the index of its path
 * and that of the stage at which it ends.
 *
 * <p>Where nobody enters a step now, nothing speaks against its usual rate, so that stands; where
 * that is not known either, the rate is NaN.
 */
final class StepRates {
  private final Network network;
  private final Map<Integer, EdgeStatus> statuses = new HashMap<>();

  StepRates(Network network, Collection<EdgeStatus> latest) {
    this.network = network;
    for (EdgeStatus status : latest) {
      statuses.put(key(status.path(), stageOf(status)), status);
    }
  }

  /** The stage at which the step of a status ends. */
  static int stageOf(EdgeStatus status) {
    return status.edge() / 2 + 1;
  }

  private static int key(int path, int stage) {
    return path << 16 | stage;
  }

  @Nullable EdgeStatus status(int path, int stage) {
    return statuses.get(key(path, stage));
  }

  /** The usual rate of a step; NaN while unknown. */
  double usual(int path, int stage) {
    EdgeStatus status = status(path, stage);
    return status == null ? Double.NaN : status.baselineRate();
  }

  /** The rate of a step now; NaN while unknown. */
  double now(int path, int stage) {
    EdgeStatus status = status(path, stage);
    if (status == null) {
      return Double.NaN;
    }
    return Double.isNaN(status.rate()) ? status.baselineRate() : status.rate();
  }

  /** Standard deviation of {@link #now}, from its interval; 0 where there is none. */
  private double deviation(int path, int stage) {
    EdgeStatus status = status(path, stage);
    if (status == null) {
      return 0;
    }
    double width = status.rateHigh() - status.rateLow();
    return width > 0 ? width / (2 * Estimate.Z) : 0;
  }

  /**
   * The way from a stage to the end of a line.
   *
   * @param stage the stage at which the line ends
   * @param rate share of those at the start that come there now
   * @param deviation standard deviation of that share, first order
   */
  record Way(int stage, double rate, double deviation) {}

  /**
   * The way from a stage to the end of the line that passes most now; steps whose rate is unknown
   * count as 1, the first of equal lines is taken.
   */
  Way wayFrom(int path, int stage) {
    Way best = null;
    List<Stage> stages = network.paths().get(path).stages();
    for (int next = 1; next < stages.size(); next++) {
      if (stages.get(next).after() == stage) {
        Way beyond = wayFrom(path, next);
        double rate = now(path, next);
        Way way =
            Double.isNaN(rate)
                ? beyond
                : new Way(
                    beyond.stage,
                    rate * beyond.rate,
                    Math.hypot(deviation(path, next) * beyond.rate, rate * beyond.deviation));
        if (best == null || way.rate > best.rate) {
          best = way;
        }
      }
    }
    return best == null ? new Way(stage, 1, 0) : best;
  }

  /** The stages after one down to another, in the order of demand. */
  static int[] line(Path path, int from, int to) {
    int length = 0;
    for (int s = to; s != from; s = path.stages().get(s).after()) {
      length++;
    }
    int[] line = new int[length];
    for (int s = to; s != from; s = path.stages().get(s).after()) {
      line[--length] = s;
    }
    return line;
  }
}

package io.chokepoint.domain.detection;

import io.chokepoint.domain.conversion.LagBins;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.domain.network.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the detector of a step needs to know of the network file.
 *
 * @param path index of the path
 * @param edge index of the step in its path
 * @param bins its lag bins
 * @param cohortMillis length of a cohort window, in ms
 * @param skewMillis how far before its start it may end, in ms
 * @param latenessMillis how late an event on its line may be, in ms
 * @param evaluationMillis time from one evaluation to the next, in ms
 * @param topics the topics of its end, by index: what they have not said is not known
 * @param entrantsTopic the topic of its start, by index
 * @param idleMillis the idle time of each topic of the network, in ms
 * @param load what its lags, or its rate, depend on beside the entrant itself
 * @param steps how many steps the network has, which share the budget of false alarms
 */
public record EdgeShape(
    int path,
    int edge,
    LagBins bins,
    long cohortMillis,
    long skewMillis,
    long latenessMillis,
    long evaluationMillis,
    int[] topics,
    int entrantsTopic,
    long[] idleMillis,
    Load load,
    int steps) {

  /** What an entrant's fate depends on beside itself. */
  public enum Load {
    /** On nothing. */
    NONE,
    /** On how many enter with it: a batch fills the more slowly the fewer they are. */
    ENTRANTS,
    /**
     * On how much happens at the topic of the step's end: of the entities of a path that is
     * anchored per window, the more are used the more there is to do.
     */
    TOPIC
  }

  /** The topics that its detector has to hear of, by index. */
  public int[] heardTopics() {
    return IntStream.concat(IntStream.of(topics), IntStream.of(entrantsTopic))
        .distinct()
        .sorted()
        .toArray();
  }

  /** The idle time of a topic, in ms. */
  long idleMillis(int topic) {
    return idleMillis[topic];
  }

  /** How long a cohort is open, from its start, in ms. */
  long openMillis() {
    return cohortMillis + bins.upperMillis(bins.count() - 1) + skewMillis + latenessMillis;
  }

  /** The shapes of all steps of a network that is evaluated as often as its shortest cohort. */
  public static List<EdgeShape> allOf(Network network) {
    long evaluationMillis =
        network.paths().stream().mapToLong(Path::cohortMillis).min().orElseThrow();
    List<EdgeShape> shapes = new ArrayList<>();
    for (PathPlan plan : PathPlan.allOf(network)) {
      for (int edge = 0; edge < plan.edges(); edge++) {
        if (!plan.isFunnel(edge)) {
          shapes.add(of(network, plan, edge, evaluationMillis));
        }
      }
    }
    return shapes;
  }

  /** The shape of a step of a network. */
  public static EdgeShape of(Network network, PathPlan plan, int edge, long evaluationMillis) {
    if (plan.isFunnel(edge)) {
      throw new IllegalArgumentException("edge " + edge + " is no step");
    }
    Stage to = plan.path().stages().get(plan.edgeTo(edge));
    long lateness = 0;
    for (int topic : plan.topicsOnTheWay(edge)) {
      lateness = Math.max(lateness, network.topics().get(topic).latenessMillis());
    }
    return new EdgeShape(
        plan.index(),
        edge,
        new LagBins(plan.edgeHorizonMillis(edge)),
        plan.path().cohortMillis(),
        plan.edgeSkewMillis(edge),
        lateness,
        evaluationMillis,
        plan.topicsOnTheWay(edge),
        network.topicIndex(plan.path().stages().get(plan.edgeFrom(edge)).topic()),
        network.topics().stream().mapToLong(Topic::idleMillis).toArray(),
        to.group() != null ? Load.ENTRANTS : plan.isPerWindow() ? Load.TOPIC : Load.NONE,
        network.paths().stream().mapToInt(p -> p.stages().size() - 1).sum());
  }
}

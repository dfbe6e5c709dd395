package io.chokepoint.evaluation.plan;

import io.chokepoint.datagen.scenario.Course;
import io.chokepoint.datagen.scenario.Effect;
import io.chokepoint.datagen.scenario.Effect.Withheld;
import io.chokepoint.datagen.scenario.Kind;
import io.chokepoint.datagen.scenario.Segment;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.domain.network.Topic;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes effects at the stages of one path and on the topics of a network. */
final class Effects {
  private final Network network;
  private final Path path;

  /**
   * Effects on a network.
   *
   * @param path name of the path that requests take
   * @throws IllegalArgumentException if the network has no such path
   */
  Effects(Network network, String path) {
    this.network = network;
    this.path =
        network.paths().stream()
            .filter(each -> each.name().equals(path))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The suite needs the path '"
                            + path
                            + "' of the default network, and the network "
                            + network.name()
                            + " has none of that name."));
  }

  /** The stages behind the entry, in their order. */
  List<Stage> stages() {
    return path.stages().subList(1, path.stages().size());
  }

  /** The stage that is called so. */
  Stage stage(String name) {
    int index = path.stageIndex(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "The suite needs the stage '" + name + "' of the path '" + path.name() + "'.");
    }
    return path.stages().get(index);
  }

  /** How late events of a topic may be, in ms. */
  long lateness(String topic) {
    return network.topics().get(network.topicIndex(topic)).latenessMillis();
  }

  /** Of those who would have reached a stage, a share does not. */
  Effect lossy(
      Stage stage,
      @Nullable Segment segment,
      Course course,
      double share,
      @Nullable String reason,
      double silently) {
    return at(Kind.LOSSY, stage, segment, course, share, 1, 0, reason, silently);
  }

  /** A step takes longer. */
  Effect slow(Stage stage, Course course, double factor, long delayMillis) {
    return at(Kind.SLOW, stage, null, course, 1, factor, delayMillis, null, 0);
  }

  /** A share of the slots is gone. */
  Effect capacityLoss(Stage stage, Course course, double share) {
    return at(Kind.CAPACITY_LOSS, stage, null, course, share, 1, 0, null, 0);
  }

  /** Traffic is so many times what it was. */
  Effect traffic(Course course, double factor) {
    Kind kind = factor > 1 ? Kind.TRAFFIC_SURGE : Kind.TRAFFIC_SLUMP;
    return at(kind, path.stages().get(0), null, course, 1, factor, 0, null, 0);
  }

  /** A share of the other demand goes to the most popular value of a dimension. */
  Effect mixShift(Course course, String dimension, double share) {
    Segment top = top(dimension);
    return at(Kind.MIX_SHIFT, path.stages().get(0), top, course, share, 1, 0, null, 0);
  }

  /** A topic says nothing. */
  Effect silent(String topic, Course course, Withheld withheld) {
    return on(Kind.SILENT_TOPIC, topic, course, 1, 0, withheld);
  }

  /** Events of a topic are late. */
  Effect late(String topic, Course course, long delayMillis) {
    return on(Kind.LATE_TOPIC, topic, course, 1, delayMillis, Withheld.LOST);
  }

  /** A share of a topic's events is delivered twice. */
  Effect duplicates(String topic, Course course, double share, long delayMillis) {
    return on(Kind.DUPLICATE_DELIVERY, topic, course, share, delayMillis, Withheld.LOST);
  }

  /** The most popular value of a dimension. */
  static Segment top(String dimension) {
    return new Segment(dimension, 1, null, Set.of());
  }

  private Effect at(
      Kind kind,
      Stage stage,
      @Nullable Segment segment,
      Course course,
      double share,
      double factor,
      long delayMillis,
      @Nullable String reason,
      double silently) {
    return new Effect(
        kind,
        stage.layer(),
        path.name(),
        stage.name(),
        null,
        segment,
        course,
        share,
        factor,
        delayMillis,
        reason,
        silently,
        Withheld.LOST);
  }

  private Effect on(
      Kind kind, String topic, Course course, double share, long delayMillis, Withheld withheld) {
    Topic found = network.topics().get(network.topicIndex(topic));
    return new Effect(
        kind,
        found.layer(),
        null,
        null,
        topic,
        null,
        course,
        share,
        1,
        delayMillis,
        null,
        0,
        withheld);
  }
}

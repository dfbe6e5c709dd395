package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.diagnosis.Accusation.Kind;
import io.chokepoint.domain.network.Anchor;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What in a network may be the consequence of what.
 *
 * <p>A step's rate is that of its own entrants, so fewer entrants alone do not lower it. What a
 * loss elsewhere explains is
 *
 * <ul>
 *   <li>downstream on the same path: that batches fill more slowly; that what came late is beyond
 *       the horizon of the path; and a drop that is but a shift of traffic between segments;
 *   <li>on a path anchored per window, whose entities are used the more there is to do: any drop of
 *       a step that ends, or starts its path, on a topic that gets less because of the loss;
 *   <li>on another path: a drop of a step that ends on the very topic, unless the loss is that of
 *       entities and the step is that of the demand which they serve.
 * </ul>
 *
 * <p>Nothing explains what had begun, and was found, before it.
 */
final class Influence {
  private final Network network;

  /** By topic: the topics that get less where it does, itself included. */
  private final BitSet[] fed;

  Influence(Network network) {
    this.network = network;
    fed = new BitSet[network.topics().size()];
    for (int topic = 0; topic < fed.length; topic++) {
      BitSet reached = new BitSet();
      List<Integer> open = new ArrayList<>(List.of(topic));
      while (!open.isEmpty()) {
        int next = open.remove(open.size() - 1);
        if (!reached.get(next)) {
          reached.set(next);
          directlyFed(next).stream().forEach(open::add);
        }
      }
      fed[topic] = reached;
    }
  }

  /** The topics of all stages after those of a topic, on the paths that demand takes. */
  private BitSet directlyFed(int topic) {
    BitSet topics = new BitSet();
    for (Path path : network.paths()) {
      for (int s = 0; s < path.stages().size(); s++) {
        if (path.anchor() == Anchor.ONCE && topicOf(path, s) == topic) {
          topics.or(topicsFrom(path, s));
        }
      }
    }
    return topics;
  }

  /** The topics of a stage and of all after it. */
  private BitSet topicsFrom(Path path, int stage) {
    BitSet topics = new BitSet();
    for (int s = 0; s < path.stages().size(); s++) {
      if (isFrom(path, stage, s)) {
        topics.set(topicOf(path, s));
      }
    }
    return topics;
  }

  private int topicOf(Path path, int stage) {
    return network.topicIndex(path.stages().get(stage).topic());
  }

  /** Whether a stage is another or comes after it. */
  static boolean isFrom(Path path, int start, int stage) {
    for (int s = stage; s >= 0; s = path.stages().get(s).after()) {
      if (s == start) {
        return true;
      }
    }
    return false;
  }

  /** The layers of the stages after one on its path, in the order of the path. */
  List<String> layersAfter(int path, int stage) {
    Path of = network.paths().get(path);
    List<String> layers = new ArrayList<>();
    for (int s = stage + 1; s < of.stages().size(); s++) {
      if (isFrom(of, stage, s)) {
        layers.add(of.stages().get(s).layer());
      }
    }
    return layers;
  }

  /** Whether one trouble may be the consequence of another. */
  boolean explains(Suspect cause, Suspect effect) {
    if (effect.precedes(cause)) {
      return false;
    }
    if (cause.isSilence() && effect.isSilence()) {
      return cause.topic() != effect.topic()
          && fed[cause.topic()].get(effect.topic())
          && !fed[effect.topic()].get(cause.topic());
    }
    return (isUsage(effect) && reaches(cause, effect))
        || isDownstream(cause, effect)
        || isOnTheSameTopic(cause, effect);
  }

  private boolean isUsage(Suspect suspect) {
    return network.paths().get(suspect.path()).anchor() == Anchor.PER_WINDOW;
  }

  /** Whether the end, or the entry, of the effect's path gets less because of the cause. */
  private boolean reaches(Suspect cause, Suspect effect) {
    Path path = network.paths().get(effect.path());
    if (!cause.isSilence()
        && cause.path() == effect.path()
        && !isFrom(path, cause.stage(), effect.stage())) {
      return false;
    }
    BitSet reached = new BitSet();
    if (cause.isSilence()) {
      reached.or(fed[cause.topic()]);
    } else {
      topicsFrom(network.paths().get(cause.path()), cause.stage()).stream()
          .forEach(topic -> reached.or(fed[topic]));
    }
    return reached.get(topicOf(path, effect.stage())) || reached.get(topicOf(path, 0));
  }

  private boolean isDownstream(Suspect cause, Suspect effect) {
    Path path = network.paths().get(effect.path());
    boolean after = false;
    for (int s = 0; s < path.stages().size(); s++) {
      boolean caused =
          cause.isSilence()
              ? topicOf(path, s) == cause.topic()
              : cause.path() == effect.path() && s == cause.stage();
      after |= caused && s != effect.stage() && isFrom(path, s, effect.stage());
    }
    Stage to = path.stages().get(effect.stage());
    boolean late = cause.kind() != Kind.LOSSY;
    return after
        && ((to.group() != null && effect.kind() != Kind.LOSSY)
            || (late && isBoundByThePath(path, effect.stage()))
            || effect.isShiftOfTraffic());
  }

  /** Whether the horizon of the path may end before that of a step does. */
  private static boolean isBoundByThePath(Path path, int stage) {
    if (path.withinMillis() == Network.UNBOUNDED) {
      return false;
    }
    long sum = 0;
    for (int s = stage; s > 0; s = path.stages().get(s).after()) {
      sum += path.stepHorizonMillis(s);
    }
    return sum > path.withinMillis();
  }

  private boolean isOnTheSameTopic(Suspect cause, Suspect effect) {
    if (cause.path() == effect.path() && !cause.isSilence()) {
      return false;
    }
    int end = topicOf(network.paths().get(effect.path()), effect.stage());
    if (cause.isSilence()) {
      return end == cause.topic();
    }
    if (end == topicOf(network.paths().get(effect.path()), 0)) {
      // A topic that carries whole paths connects nothing.
      return false;
    }
    return end == topicOf(network.paths().get(cause.path()), cause.stage())
        && (isUsage(effect) || !isUsage(cause));
  }
}

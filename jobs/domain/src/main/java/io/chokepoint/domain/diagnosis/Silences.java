package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.network.Network;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The topics of a network that say nothing at an evaluation. */
final class Silences {
  /** A step has come to a stop where less than this part of its usual rate is left. */
  private static final double STOPPED = 0.5;

  /** By topic: the earliest time that a step gives as that of its last event, in ms. */
  private final TreeMap<Integer, Long> since = new TreeMap<>();

  private final PathPlan[] plans;
  private final List<Suspect> suspects = new ArrayList<>();

  Silences(Network network, PathPlan[] plans, Collection<EdgeStatus> statuses, StepRates rates) {
    this.plans = plans;
    TreeMap<Integer, EdgeStatus> tellers = new TreeMap<>();
    for (EdgeStatus status : statuses) {
      EdgeStatus.Silence silence = status.silence();
      if (silence != null && !isExplained(network, rates, silence)) {
        since.merge(silence.topic(), silence.since(), Math::min);
        EdgeStatus teller = tellers.get(silence.topic());
        if (teller == null || endsEarlier(status, teller)) {
          tellers.put(silence.topic(), status);
        }
      }
    }
    tellers.forEach((topic, teller) -> suspects.add(suspect(network, rates, topic, teller)));
  }

  /**
   * Whether a stage before one that reads the topic has come to a stop, or says nothing itself:
   * then there is little for the topic to tell.
   */
  private boolean isExplained(Network network, StepRates rates, EdgeStatus.Silence silence) {
    for (PathPlan plan : plans) {
      for (int s = 1; s < plan.stages(); s++) {
        if (network.topicIndex(plan.path().stages().get(s).topic()) == silence.topic()) {
          for (int before = plan.edgeFrom(2 * (s - 1));
              before > 0;
              before = plan.edgeFrom(2 * (before - 1))) {
            if (hasStopped(rates.status(plan.index(), before))) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private static boolean hasStopped(@Nullable EdgeStatus step) {
    if (step == null) {
      return false;
    }
    return step.phase() == EdgeStatus.Phase.ALARM && step.rate() < STOPPED * step.baselineRate();
  }

  private static boolean endsEarlier(EdgeStatus a, EdgeStatus b) {
    return a.path() < b.path() || (a.path() == b.path() && a.edge() < b.edge());
  }

  /** On the first step that ends on the topic; where none does, on the first that tells of it. */
  private Suspect suspect(Network network, StepRates rates, int topic, EdgeStatus teller) {
    EdgeStatus on = teller;
    search:
    for (PathPlan plan : plans) {
      for (int s = 1; s < plan.stages(); s++) {
        EdgeStatus status = rates.status(plan.index(), s);
        if (status != null && network.topicIndex(plan.path().stages().get(s).topic()) == topic) {
          on = status;
          break search;
        }
      }
    }
    long onset = since(topic);
    return new Suspect(
        on.path(),
        StepRates.stageOf(on),
        topic,
        Accusation.Kind.SILENT,
        onset,
        onset,
        on,
        null,
        null,
        null);
  }

  private long since(int topic) {
    return since.getOrDefault(topic, Long.MAX_VALUE);
  }

  /** The silent topics, in their order. */
  List<Suspect> suspects() {
    return suspects;
  }

  /** Whether a step needs a topic that is silent. */
  boolean concern(EdgeStatus status) {
    return silentBefore(status.path(), status.edge(), Long.MAX_VALUE);
  }

  /** Whether a step needs a topic that had fallen silent before its alarm was found. */
  boolean hide(EdgeStatus status, EdgeStatus.Trouble trouble) {
    return silentBefore(status.path(), status.edge(), trouble.openedAt());
  }

  private boolean silentBefore(int path, int edge, long before) {
    for (int topic : plans[path].topicsOnTheWay(edge)) {
      if (since(topic) < before) {
        return true;
      }
    }
    return false;
  }
}

package io.chokepoint.bottleneck.operator;

import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says which steps cannot be held against their own past yet. */
final class LearningWords {
  /** So many steps are named. */
  private static final int MOST_NAMED = 3;

  private LearningWords() {}

  /**
   * What is missing, in a sentence.
   *
   * @param statuses the latest status of each step that has one
   * @return empty where nothing is missing
   */
  static String of(Network network, Collection<EdgeStatus> statuses) {
    List<String> learning = new ArrayList<>();
    int steps = 0;
    for (int p = 0; p < network.paths().size(); p++) {
      Path path = network.paths().get(p);
      for (int s = 1; s < path.stages().size(); s++) {
        steps++;
        if (!isLearnt(p, s, statuses)) {
          Stage to = path.stages().get(s);
          learning.add(
              path.name() + ": " + path.stages().get(to.after()).name() + " to " + to.name());
        }
      }
    }
    if (learning.isEmpty()) {
      return "";
    }
    if (learning.size() == steps) {
      return "Learning what is usual: no step has been watched for long enough.";
    }
    String more =
        learning.size() > MOST_NAMED ? " and " + (learning.size() - MOST_NAMED) + " more" : "";
    return "Learning what is usual at "
        + learning.size()
        + " of "
        + steps
        + " steps ("
        + String.join(", ", learning.subList(0, Math.min(MOST_NAMED, learning.size())))
        + more
        + ").";
  }

  /**
   * When the last step will have been watched for long enough.
   *
   * @return null where none is learning, or where that depends on entrants to come
   */
  static @Nullable Instant until(Network network, Collection<EdgeStatus> statuses) {
    int steps = network.paths().stream().mapToInt(path -> path.stages().size() - 1).sum();
    if (statuses.size() < steps) {
      return null;
    }
    Long last = null;
    for (EdgeStatus status : statuses) {
      if (status.phase() == EdgeStatus.Phase.LEARNING) {
        Long until = status.learningUntil();
        if (until == null) {
          return null;
        }
        last = last == null ? until : (Long) Math.max(last, until);
      }
    }
    return last == null ? null : Instant.ofEpochMilli(last);
  }

  /** The step to stage s of a path is its edge 2 · (s − 1). */
  private static boolean isLearnt(int path, int stage, Collection<EdgeStatus> statuses) {
    return statuses.stream()
        .anyMatch(
            status ->
                status.path() == path
                    && status.edge() == 2 * (stage - 1)
                    && status.phase() != EdgeStatus.Phase.LEARNING);
  }
}

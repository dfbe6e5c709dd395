package io.chokepoint.evaluation.score;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Topic;
import java.util.HashMap;
import java.util.Map;

/**
 * Until when something that happened may still be told of: entrants of its last moment may convert
 * until their horizon, it takes a while to see that they do not, and users who were not served stay
 * away for an hour or so.
 */
public final class Aftermath {
  private static final long MINUTE_MILLIS = 60_000;

  /** Evaluations are minutes apart, and a recovery takes some of them. */
  private static final long SLACK_MILLIS = 10 * MINUTE_MILLIS;

  /**
   * What is felt elsewhere is over by then: sessions, batches and epochs that were open, and the
   * return of users who were turned away.
   */
  private static final long ELSEWHERE_MILLIS = 75 * MINUTE_MILLIS;

  private final Map<String, Long> byStep = new HashMap<>();
  private final long latenessMillis;

  /** Reads the horizons of a network. */
  public Aftermath(Network network) {
    latenessMillis = network.topics().stream().mapToLong(Topic::latenessMillis).max().orElse(0);
    for (Path path : network.paths()) {
      for (int s = 1; s < path.stages().size(); s++) {
        byStep.put(
            path.name() + "/" + path.stages().get(s).name(),
            path.stepHorizonMillis(s) + path.stages().get(s).skewMillis() + path.cohortMillis());
      }
    }
  }

  /** How long after the end of an incident trouble may still begin by it, in ms. */
  long millis(FoundEpisode episode) {
    long step = byStep.getOrDefault(episode.place(), 0L);
    return Math.max(step, ELSEWHERE_MILLIS) + latenessMillis + SLACK_MILLIS;
  }
}

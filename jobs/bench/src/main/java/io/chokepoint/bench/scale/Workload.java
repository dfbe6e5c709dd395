package io.chokepoint.bench.scale;

import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.network.Durations;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.time.Duration;

/**
 * A stream of journeys through a chain of stages.
 *
 * @param name for people
 * @param extent how much of the job it goes through
 * @param stages of the chain
 * @param horizon of each step
 * @param open how many journeys are open at a time, once as many have begun
 * @param skew of keys or segments
 */
public record Workload(
    String name, Extent extent, int stages, Duration horizon, long open, Skew skew) {
  /** Its network: a topic and a stage for each link of the chain. */
  Network network() {
    StringBuilder yaml = new StringBuilder("network: chain\ntopics:\n");
    for (int s = 0; s < stages; s++) {
      yaml.append("  t").append(s).append(": {lateness: 5s}\n");
    }
    yaml.append(
        """
        paths:
          - name: chain
            key: id
            cohort: 1m
            segments: [{name: part, at: s0, field: part, max_values: 200}]
            stages:
              - {name: s0, layer: users, topic: t0}
        """);
    for (int s = 1; s < stages; s++) {
      yaml.append(
          "      - {name: s%d, layer: users, topic: t%d, within: %s}\n"
              .formatted(s, s, Durations.text(horizon.toMillis())));
    }
    return NetworkFile.parse("chain.yaml", yaml.toString());
  }

  /**
   * Event time between two journeys, in ms, so that as many are open as are wanted: each is kept
   * for as long as the chain may take, and then for the retention.
   *
   * @param retentionMillis of the job
   */
  double spacingMillis(Network network, long retentionMillis) {
    PathPlan plan = PathPlan.allOf(network)[0];
    double keptMillis = plan.spanMillis() + Math.max(retentionMillis, plan.verdictDelayMillis());
    return keptMillis / open;
  }
}

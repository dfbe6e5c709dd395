package io.chokepoint.bench.scale;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.record.StreamKey;
import io.chokepoint.domain.network.Network;
import java.util.Arrays;
import org.apache.flink.util.MathUtils;

/** How even a workload's events are among parallel subtasks of the journeys. */
final class BusiestSubtask {
  /** So many that chance moves the result by less than a digit. */
  private static final int TICKS = 100_000;

  private static final int SUBTASKS = 8;

  /** As {@link io.chokepoint.bottleneck.PipelineDefaults} has it. */
  private static final int KEY_GROUPS = 720;

  private BusiestSubtask() {}

  /**
   * The share of the events that the busiest of 8 subtasks gets. Flink gives each key to a group by
   * its hash, and to each subtask as many groups as to the next.
   */
  static double share(Workload workload) {
    Network network = workload.network();
    ChainEvents events =
        new ChainEvents(
            workload,
            workload.spacingMillis(
                network, PipelineOptions.defaultsFor(network).retentionMillis()));
    long[] counts = new long[SUBTASKS];
    for (long tick = workload.open(); tick < workload.open() + TICKS; tick++) {
      events.at(
          tick,
          record ->
              counts[
                  MathUtils.murmurHash(StreamKey.ofJourney(record.events().get(0)).hashCode())
                      % KEY_GROUPS
                      * SUBTASKS
                      / KEY_GROUPS]++);
    }
    return (double) Arrays.stream(counts).max().orElse(0) / Arrays.stream(counts).sum();
  }
}

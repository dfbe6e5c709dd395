package io.chokepoint.bench.scale;

import io.chokepoint.bench.ladder.RatioEstimate;
import io.chokepoint.bench.state.Backend;
import org.jspecify.annotations.Nullable;

/**
 * What one workload took.
 *
 * @param backend where its state was
 * @param workload the workload
 * @param nanosPerEvent CPU time an event, the median of all its measurements
 * @param growth CPU time an event over that of the base, in pairs; null of a base
 * @param state what was stored in the end
 * @param busiestShare of the events, the share of that of 8 parallel subtasks of the journeys which
 *     gets most; an eighth where keys are even
 */
public record ScaleLine(
    Backend backend,
    Workload workload,
    double nanosPerEvent,
    @Nullable RatioEstimate growth,
    ChainJob.State state,
    double busiestShare) {
  /** Thousand events for each second of CPU time. */
  public double thousandPerCpuSecond() {
    return 1e6 / nanosPerEvent;
  }

  /** Stored bytes of an open journey: key, value and timers. */
  public double bytesPerJourney() {
    return (double) state.journeyBytes() / Math.max(1, state.journeys());
  }
}

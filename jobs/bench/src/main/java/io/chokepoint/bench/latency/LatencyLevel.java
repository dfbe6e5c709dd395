package io.chokepoint.bench.latency;

import java.util.List;

/**
 * What one level of load showed.
 *
 * @param share of the rate that the job sustains, as it was meant
 * @param eventsPerSecond that were written
 * @param unreadEvents that the job had not read at its end, by its last checkpoint
 * @param keptUp whether these are no more than come between two checkpoints and a little
 * @param behindMillis by how much the generator was late itself at most
 * @param times by kind of result
 */
public record LatencyLevel(
    double share,
    double eventsPerSecond,
    long unreadEvents,
    boolean keptUp,
    long behindMillis,
    List<Times> times) {
  /**
   * The times of one kind of result.
   *
   * @param kind what the results are
   * @param fromEvent from the event time that a result waited for until it was read
   * @param fromJudgeable from when it could be known until it was read
   */
  public record Times(String kind, Quantiles fromEvent, Quantiles fromJudgeable) {}
}

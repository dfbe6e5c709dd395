package io.chokepoint.bench.latency;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param rate events a second that the job sustains; null where that is found first
 * @param shares of that rate, one level after the other
 * @param lasts how long each level is measured
 * @param rampUp how long a level has been on before it is measured: requests have to come to their
 *     later stages
 * @param history how much event time is read before, in which the job learns what is usual
 * @param checkpoints time between two checkpoints
 * @param seed of the stream
 */
public record LatencyPlan(
    @Nullable Double rate,
    List<Double> shares,
    Duration lasts,
    Duration rampUp,
    Duration history,
    Duration checkpoints,
    long seed) {
  /** A quarter, half and three quarters of what the job sustains. */
  public static final List<Double> SHARES = List.of(0.25, 0.5, 0.75);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException in words for people
   */
  public LatencyPlan {
    shares = List.copyOf(shares);
    if (rate != null && !(rate > 0)) {
      throw new IllegalArgumentException("--rate: events a second, more than 0");
    }
    if (shares.isEmpty() || shares.stream().anyMatch(share -> !(share > 0 && share <= 1))) {
      throw new IllegalArgumentException("--shares: numbers above 0 and at most 1");
    }
    if (lasts.toSeconds() < 1 || checkpoints.toMillis() < 10) {
      throw new IllegalArgumentException(
          "a level lasts at least 1s, and checkpoints are at least 10ms apart");
    }
  }
}

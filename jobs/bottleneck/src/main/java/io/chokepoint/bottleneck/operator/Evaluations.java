package io.chokepoint.bottleneck.operator;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;

/** The grid of event time on which a network is evaluated: by its shortest cohort. */
public final class Evaluations {
  private static final long MINUTE_MILLIS = 60_000;

  private Evaluations() {}

  /** From one evaluation to the next, in ms. */
  public static long millis(Network network) {
    return network.paths().stream().mapToLong(Path::cohortMillis).min().orElse(MINUTE_MILLIS);
  }

  /**
   * The evaluation that is the first to take what has become known.
   *
   * @param knownFrom event time from which it is known as a rule, in ms
   * @param watermark the watermark of who finds it out, in ms: where it comes too late for its
   *     evaluation, the next one takes it
   */
  public static long firstWith(long knownFrom, long watermark, long evaluationMillis) {
    long from = watermark == Long.MAX_VALUE || watermark < knownFrom ? knownFrom : watermark + 1;
    return Grid.roundUp(from, evaluationMillis);
  }
}

package io.chokepoint.datagen;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Lags and waits, fitted into the horizons of the network file so that nothing that succeeds is too
 * late.
 */
final class Timing {
  /** After this long without activity a session is settled: what the facilitator does. */
  static final long SESSION_IDLE_MILLIS = 100_000;

  /** A proof covers at most this many executions. */
  static final int BATCH_ITEMS = 20;

  /** A batch is flushed after this long without a new item. */
  static final long BATCH_IDLE_MILLIS = 300_000;

  /** A batch is flushed at this age. */
  static final long BATCH_AGE_MILLIS = 900_000;

  /** Length of a reward epoch. */
  static final long EPOCH_MILLIS = 600_000;

  /** Users seldom stay longer; their next requests open a new session. */
  private static final long LONGEST_VISIT_MILLIS = 360_000;

  /** Below this a session is no session. */
  private static final long SHORTEST_VISIT_MILLIS = 30_000;

  /** A request waits this long for a slot of its node; then the node gives it up. */
  private static final long QUEUE_PATIENCE_MILLIS = 60_000;

  private final NetworkPlan network;
  private final long queueMillis;
  private final Map<Step, Lag> lags = new EnumMap<>(Step.class);
  private final long visitMillis;

  /**
   * Fits the lags.
   *
   * @param skewMillis how far ahead the clock of a prover may be, in ms
   * @throws InvalidScenarioException if a horizon is shorter than what the step has to wait for
   */
  Timing(NetworkPlan network, long skewMillis) {
    this.network = network;
    for (Step step : List.of(Step.ADMIT, Step.ROUTE, Step.RETURN)) {
      fit(step, 0, network.of(step).horizonMillis() / 10 * 9);
    }
    queueMillis = Math.min(QUEUE_PATIENCE_MILLIS, network.of(Step.EXECUTE).horizonMillis() / 5);
    fit(Step.EXECUTE, queueMillis, network.of(Step.EXECUTE).horizonMillis() / 10 * 9);
    long settleMillis = bound(Step.SETTLE);
    fit(Step.SETTLE, 0, settleMillis / 10);
    long spareMillis =
        settleMillis - executingMillis() - SESSION_IDLE_MILLIS - maxMillis(Step.SETTLE);
    require(Step.SETTLE, SHORTEST_VISIT_MILLIS, spareMillis);
    visitMillis = Math.min(LONGEST_VISIT_MILLIS, spareMillis);

    fit(
        Step.REWARD,
        EPOCH_MILLIS + settlingMillis() - SESSION_IDLE_MILLIS,
        network.of(Step.REWARD).horizonMillis());
    fit(
        Step.REWARD,
        executingMillis() + EPOCH_MILLIS + settlingMillis(),
        network.pathHorizonMillis(Step.REWARD));
    long provenMillis = BATCH_AGE_MILLIS + skewMillis;
    fit(Step.VERIFY, provenMillis, network.of(Step.VERIFY).horizonMillis());
    fit(Step.VERIFY, executingMillis() + provenMillis, network.pathHorizonMillis(Step.VERIFY));
    fit(Step.ACCEPT, closingMillis(), network.of(Step.ACCEPT).horizonMillis());
    fit(
        Step.ACCEPT,
        executingMillis() + provenMillis + maxMillis(Step.VERIFY) + closingMillis(),
        network.pathHorizonMillis(Step.ACCEPT));
  }

  /** The lag of a step, from the moment at which it can begin. */
  Lag lag(Step step) {
    return lags.getOrDefault(step, step.lag());
  }

  /** How long a request waits for a slot of its node, in ms. */
  long queueMillis() {
    return queueMillis;
  }

  /** How long after routing the gateway gives an execution up, in ms. */
  long gatewayMillis() {
    return network.of(Step.EXECUTE).horizonMillis() / 10 * 9;
  }

  /** How long a user waits for proofs before deciding without them, in ms. */
  long proofPatienceMillis() {
    return BATCH_AGE_MILLIS + 2 * BATCH_IDLE_MILLIS;
  }

  /** How long after its first request a session takes further ones, in ms. */
  long visitMillis() {
    return visitMillis;
  }

  /**
   * The longest time from the first request of a session to its settlement, in ms. Rewards wait for
   * it after their epoch.
   */
  long settlingMillis() {
    return closingMillis() + maxMillis(Step.SETTLE);
  }

  /** The longest time from a request to its execution, in ms. */
  private long executingMillis() {
    return maxMillis(Step.ADMIT) + maxMillis(Step.ROUTE) + queueMillis + maxMillis(Step.EXECUTE);
  }

  /** The longest time from the first request of a session to its end, in ms. */
  private long closingMillis() {
    return visitMillis + executingMillis() + SESSION_IDLE_MILLIS;
  }

  /** The horizon of a step or of its path, whichever is shorter, in ms. */
  private long bound(Step step) {
    return Math.min(network.of(step).horizonMillis(), network.pathHorizonMillis(step));
  }

  private void fit(Step step, long waitMillis, long horizonMillis) {
    require(step, 1, horizonMillis - waitMillis);
    lags.put(step, lag(step).within(horizonMillis - waitMillis));
  }

  private void require(Step step, long atLeastMillis, long spareMillis) {
    if (spareMillis < atLeastMillis) {
      throw new InvalidScenarioException(
          "The horizon of %s is too short for what the stage has to wait for in the simulated"
                  .formatted(network.of(step).place())
              + " network: make it, or that of the path, at least %d s longer."
                  .formatted((atLeastMillis - spareMillis + 999) / 1000));
    }
  }

  private long maxMillis(Step step) {
    return lag(step).maxMillis();
  }
}

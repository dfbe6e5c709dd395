package io.chokepoint.datagen;

import java.util.EnumMap;
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

  private final NetworkPlan network;
  private final Map<Step, Lag> lags = new EnumMap<>(Step.class);
  private final long visitMillis;

  /**
   * Fits the lags.
   *
   * @throws InvalidScenarioException if a horizon is shorter than what the step has to wait for
   */
  Timing(NetworkPlan network) {
    this.network = network;
    for (Step step : Step.values()) {
      if (!step.isOfEntities()) {
        fit(step, 0, network.of(step).horizonMillis() / 10 * 9);
      }
    }
    long fastMillis = maxMillis(Step.ADMIT) + maxMillis(Step.ROUTE) + maxMillis(Step.EXECUTE);
    long settleMillis = network.of(Step.SETTLE).horizonMillis();
    fit(Step.SETTLE, 0, settleMillis / 10);
    long spareMillis = settleMillis - fastMillis - SESSION_IDLE_MILLIS - maxMillis(Step.SETTLE);
    require(
        Step.SETTLE, SHORTEST_VISIT_MILLIS, spareMillis, "a session's requests and its idle time");
    visitMillis = Math.min(LONGEST_VISIT_MILLIS, spareMillis);
    fit(Step.REWARD, EPOCH_MILLIS + settlingMillis(), network.of(Step.REWARD).horizonMillis());
    fit(Step.VERIFY, BATCH_AGE_MILLIS, network.of(Step.VERIFY).horizonMillis());
    fit(Step.ACCEPT, settlingMillis(), network.of(Step.ACCEPT).horizonMillis());
    // The path's own horizon bounds its two ends, whatever the steps may take.
    long paidMillis = fastMillis + settlingMillis();
    fit(
        Step.REWARD,
        fastMillis + EPOCH_MILLIS + settlingMillis(),
        network.funnelHorizonMillis(Step.REWARD));
    fit(Step.SETTLE, paidMillis, network.funnelHorizonMillis(Step.SETTLE) + maxMillis(Step.SETTLE));
    long verifiedMillis = fastMillis + BATCH_AGE_MILLIS + maxMillis(Step.VERIFY);
    fit(Step.VERIFY, fastMillis + BATCH_AGE_MILLIS, network.funnelHorizonMillis(Step.VERIFY));
    fit(Step.ACCEPT, verifiedMillis + settlingMillis(), network.funnelHorizonMillis(Step.ACCEPT));
  }

  /** The lag of a step, from the moment at which it can begin. */
  Lag lag(Step step) {
    Lag lag = lags.get(step);
    if (lag == null) {
      throw new IllegalStateException("no lag for " + step);
    }
    return lag;
  }

  /** How long after its first request a session takes further ones, in ms. */
  long visitMillis() {
    return visitMillis;
  }

  /**
   * The longest time from an execution to the settlement of its session, in ms. Rewards wait for it
   * after their epoch.
   */
  long settlingMillis() {
    return visitMillis
        + maxMillis(Step.ADMIT)
        + maxMillis(Step.ROUTE)
        + maxMillis(Step.EXECUTE)
        + SESSION_IDLE_MILLIS
        + maxMillis(Step.SETTLE);
  }

  private void fit(Step step, long waitMillis, long horizonMillis) {
    require(step, 1, horizonMillis - waitMillis, "what it has to wait for");
    Lag lag = lags.getOrDefault(step, step.lag());
    lags.put(step, lag.within(horizonMillis - waitMillis));
  }

  private void require(Step step, long atLeastMillis, long spareMillis, String what) {
    if (spareMillis < atLeastMillis) {
      StepPlan plan = network.of(step);
      throw new InvalidScenarioException(
          "The horizon of %s is too short to simulate %s: make it at least %d s longer."
              .formatted(plan.place(), what, (atLeastMillis - spareMillis + 999) / 1000));
    }
  }

  private long maxMillis(Step step) {
    return lag(step).maxMillis();
  }
}

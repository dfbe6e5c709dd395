package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Background;

/**
 * How irregular a simulated network is beside the plain chance of single events.
 *
 * @param dailySwing how far demand swings over a day, as a part of its mean, in [0, 1)
 * @param weeklySwing how far demand at weekends lies below that of other days, in [0, 1)
 * @param burstsPerDay how often many users come at once, at least 0
 * @param burstFactor how many times the usual demand there is in a burst, at least 1
 * @param variation extra variation of demand between minutes (over-dispersion): the coefficient of
 *     variation of a minute's rate beside its Poisson noise, at least 0
 * @param outcomeCorrelation extra variation of each step's rate between minutes: the correlation of
 *     two outcomes of the same minute, in [0, 1); 0 where outcomes are independent
 * @param clockSkewMillis how far the clock of a producer that signs its own times (a node, a
 *     prover) may be off, in ms, at least 0
 * @param privateShare the share of visits whose settlement is private, in [0, 1]
 * @param nodeOutagesPerDay how often a node fails a day, at least 0
 */
public record Behaviour(
    double dailySwing,
    double weeklySwing,
    double burstsPerDay,
    double burstFactor,
    double variation,
    double outcomeCorrelation,
    long clockSkewMillis,
    double privateShare,
    double nodeOutagesPerDay) {

  /** A network on an ordinary day. */
  public static final Behaviour USUAL =
      new Behaviour(0.3, 0.15, 4, 1.6, 0.08, 0.002, 2_000, 0.15, 0.25);

  /** The same demand at each minute, exact clocks and nodes that do not fail. */
  public static final Behaviour STEADY = new Behaviour(0, 0, 0, 1, 0, 0, 0, 0.15, 0);

  /** A prover's clock may be off by 5 minutes at most: beyond that its proofs are refused. */
  private static final long MAX_SKEW_MILLIS = 300_000;

  /** More bursts than this are no bursts: they would overlap most of the time. */
  private static final double MAX_BURSTS_PER_DAY = 100;

  /**
   * Checks the numbers.
   *
   * @throws InvalidScenarioException if one is out of its range
   */
  public Behaviour {
    require(dailySwing >= 0 && dailySwing < 1, "daily swing", "from 0 to below 1", dailySwing);
    require(weeklySwing >= 0 && weeklySwing < 1, "weekly swing", "from 0 to below 1", weeklySwing);
    require(
        burstsPerDay >= 0 && burstsPerDay <= MAX_BURSTS_PER_DAY,
        "number of bursts a day",
        "from 0 to 100",
        burstsPerDay);
    require(burstFactor >= 1 && burstFactor <= 100, "burst factor", "from 1 to 100", burstFactor);
    require(variation >= 0 && variation <= 2, "variation", "from 0 to 2", variation);
    require(
        outcomeCorrelation >= 0 && outcomeCorrelation < 1,
        "correlation of outcomes",
        "from 0 to below 1",
        outcomeCorrelation);
    require(
        clockSkewMillis >= 0 && clockSkewMillis <= MAX_SKEW_MILLIS,
        "clock skew",
        "from 0 to 300000 ms",
        clockSkewMillis);
    require(privateShare >= 0 && privateShare <= 1, "private share", "from 0 to 1", privateShare);
    require(
        nodeOutagesPerDay >= 0 && nodeOutagesPerDay <= 1_000,
        "number of node outages a day",
        "from 0 to 1000",
        nodeOutagesPerDay);
  }

  /** This behaviour, but for what a scenario says of its background. */
  public Behaviour with(Background background) {
    return new Behaviour(
        background.dailySwing() == null ? dailySwing : background.dailySwing(),
        background.weeklySwing() == null ? weeklySwing : background.weeklySwing(),
        background.burstsPerDay() == null ? burstsPerDay : background.burstsPerDay(),
        background.burstFactor() == null ? burstFactor : background.burstFactor(),
        background.variation() == null ? variation : background.variation(),
        outcomeCorrelation,
        background.clockSkewMillis() == null ? clockSkewMillis : background.clockSkewMillis(),
        background.privateShare() == null ? privateShare : background.privateShare(),
        nodeOutagesPerDay);
  }

  private static void require(boolean holds, String what, String range, double value) {
    if (!holds) {
      throw new InvalidScenarioException(
          "The %s of a simulation is a number %s, not %s.".formatted(what, range, value));
    }
  }
}

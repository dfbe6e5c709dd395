package io.chokepoint.datagen.scenario;

import org.jspecify.annotations.Nullable;

/**
 * The demand before which a scenario plays, where it matters: what is null is as the simulation
 * would have it otherwise.
 *
 * @param requestsPerMinute mean rate of requests, above 0
 * @param dailySwing how far demand swings over a day, as a part of its mean, in [0, 1)
 * @param weeklySwing how far demand at weekends lies below that of other days, in [0, 1)
 * @param burstsPerDay how often many users come at once, at least 0
 * @param burstFactor how many times the usual demand there is in a burst, at least 1
 * @param variation extra variation between minutes (over-dispersion): the coefficient of variation
 *     of the rate that a minute has beside its Poisson noise, at least 0
 * @param clockSkewMillis how far the clock of a producer may be off, in ms, at least 0
 * @param privateShare the share of requests whose settlement is private, in [0, 1]
 */
public record Background(
    @Nullable Double requestsPerMinute,
    @Nullable Double dailySwing,
    @Nullable Double weeklySwing,
    @Nullable Double burstsPerDay,
    @Nullable Double burstFactor,
    @Nullable Double variation,
    @Nullable Long clockSkewMillis,
    @Nullable Double privateShare) {

  /** As the simulation has it. */
  public static final Background USUAL =
      new Background(null, null, null, null, null, null, null, null);
}

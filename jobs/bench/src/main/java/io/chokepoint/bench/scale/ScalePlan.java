package io.chokepoint.bench.scale;

import java.time.Duration;
import java.util.List;

/**
 * What is compared with what.
 *
 * @param baseOpen journeys that are open in the cases that others are compared with
 * @param pairs of measurements for each comparison
 * @param eventsPerPart events of one measurement
 */
public record ScalePlan(long baseOpen, int pairs, long eventsPerPart) {
  /** Minutes on an idle machine. */
  public static final ScalePlan WHOLE = new ScalePlan(100_000, 7, 300_000);

  /** A look at it. */
  public static final ScalePlan QUICK = new ScalePlan(10_000, 3, 50_000);

  private static final int STAGES = 5;
  private static final Duration HORIZON = Duration.ofHours(1);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException in words for people
   */
  public ScalePlan {
    if (baseOpen < 1 || pairs < 1 || eventsPerPart < 1) {
      throw new IllegalArgumentException("every number has to be at least 1");
    }
  }

  /**
   * A workload and those that differ from it in one thing.
   *
   * @param base what they are compared with
   * @param others each by itself
   */
  public record Sweep(Workload base, List<Workload> others) {}

  /** The comparisons, one after the other. */
  public List<Sweep> sweeps() {
    Workload base = journeys("base", STAGES, HORIZON, baseOpen, Skew.NONE);
    Workload whole =
        new Workload("100 even segments", Extent.WHOLE, STAGES, HORIZON, baseOpen, Skew.NONE);
    return List.of(
        new Sweep(
            base,
            List.of(
                journeys("10 times as many open", STAGES, HORIZON, 10 * baseOpen, Skew.NONE),
                journeys("horizon 10 min", STAGES, Duration.ofMinutes(10), baseOpen, Skew.NONE),
                journeys("horizon 24 h", STAGES, Duration.ofHours(24), baseOpen, Skew.NONE),
                journeys("2 stages", 2, HORIZON, baseOpen, Skew.NONE),
                journeys("20 stages", 20, HORIZON, baseOpen, Skew.NONE),
                journeys("keys come again, Zipf 1.2", STAGES, HORIZON, baseOpen, Skew.ZIPF_KEYS),
                journeys("one key has 20 %", STAGES, HORIZON, baseOpen, Skew.HOT_KEY))),
        new Sweep(
            whole,
            List.of(
                new Workload(
                    "one segment has 90 %",
                    Extent.WHOLE, STAGES, HORIZON, baseOpen, Skew.HOT_SEGMENT))));
  }

  private static Workload journeys(
      String name, int stages, Duration horizon, long open, Skew skew) {
    return new Workload(name, Extent.JOURNEYS, stages, horizon, open, skew);
  }
}

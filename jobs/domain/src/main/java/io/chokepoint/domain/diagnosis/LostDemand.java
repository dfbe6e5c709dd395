package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.detection.EdgeStatus;
import org.jspecify.annotations.Nullable;

/**
 * What an alarm has cost since its onset, counted at the end of the line that passes most.
 *
 * @param conversions missing conversions at the step itself
 * @param goal the stage at which the line ends, where {@code units} are counted
 * @param units journeys of the path that would have come to the goal
 * @param unitsPerHour the same an hour, as it is now
 * @param value what those journeys are worth, fixed-point as the path's value; null without value
 * @param valuePerHour the same an hour, as it is now; null without value
 */
public record LostDemand(
    double conversions,
    String goal,
    Estimate units,
    Estimate unitsPerHour,
    @Nullable Estimate value,
    @Nullable Estimate valuePerHour) {

  /**
   * The cost of an alarm: its missing conversions times the product of the current rates
   * downstream, as {@link ChronicBottleneck} counts what a step has to gain.
   *
   * <p>The interval is of first order in the deviations of the missing conversions and of the rates
   * downstream (the delta method for a product of independent factors); the amount an hour has the
   * relative deviation of the total. Nothing is below 0.
   *
   * @param status the status of the step
   * @param trouble its alarm
   * @param way the way from the end of the step to the end of its line
   * @param goal name of the stage there
   * @param valued whether the path has a value
   */
  static LostDemand of(
      EdgeStatus status,
      EdgeStatus.Trouble trouble,
      StepRates.Way way,
      String goal,
      boolean valued) {
    double relative = trouble.lost() > 0 ? trouble.lostDeviation() / trouble.lost() : 0;
    // A backlog that completes may make up for more than was missing: nothing is lost then.
    double missing = Math.max(0, trouble.lost());
    Estimate units = arriving(missing, trouble.lostDeviation(), way);
    Estimate perHour =
        arriving(trouble.lostPerHour(), Math.abs(trouble.lostPerHour()) * relative, way);
    double value = status.valuePerEntrant();
    return new LostDemand(
        missing,
        goal,
        units,
        perHour,
        valued ? units.times(value) : null,
        valued ? perHour.times(value) : null);
  }

  private static Estimate arriving(double conversions, double deviation, StepRates.Way way) {
    return Estimate.of(
            conversions * way.rate(),
            Math.hypot(deviation * way.rate(), conversions * way.deviation()))
        .within(0, Double.MAX_VALUE);
  }
}

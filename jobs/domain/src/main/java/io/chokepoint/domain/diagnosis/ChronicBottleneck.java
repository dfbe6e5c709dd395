package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The step that limits a network: the one whose restoring to its target would add most end-to-end
 * conversions.
 *
 * @param path name of the path
 * @param from the stage at which the step starts
 * @param to the stage at which it ends
 * @param goal the stage at which its line ends, where the conversions would be added
 * @param rate the step's rate in the window
 * @param entrants entrants of the step in the window
 * @param gain end-to-end conversions that the target would have added in the window
 * @param gainPerHour the same per hour of the window
 * @param firstCohort start of the earliest cohort of the window, in ms
 * @param lastCohort start of the latest cohort of the window, in ms
 */
public record ChronicBottleneck(
    String path,
    Stage from,
    Stage to,
    Stage goal,
    double rate,
    long entrants,
    double gain,
    double gainPerHour,
    long firstCohort,
    long lastCohort) {

  private static final double MILLIS_PER_HOUR = 3_600_000;

  /**
   * A step is not a bottleneck while its shortfall may be chance: so many standard errors below the
   * target.
   */
  private static final double SIGNIFICANT = 3;

  /**
   * The steps of one path in the order of its stages; the entry and stages without complete cohorts
   * have null.
   */
  public interface Steps {
    /** The window of the step to a stage, or null where no cohort of it is complete. */
    @Nullable EdgeWindow to(int stage);
  }

  /**
   * Finds the step of a path with most to gain.
   *
   * <p>The gain of the step p → s is {@code N·(target − rate)·Π} of the current rates of the steps
   * after it, along the line to the end of the path with the largest product; N are its entrants. A
   * step without target, without entrants, at its target or within {@value #SIGNIFICANT} binomial
   * standard errors of it has nothing to gain.
   *
   * @param path the path
   * @param steps the windows of its steps
   * @return the bottleneck, or null where there is none
   */
  public static @Nullable ChronicBottleneck of(Path path, Steps steps) {
    ChronicBottleneck most = null;
    List<Stage> stages = path.stages();
    for (int s = 1; s < stages.size(); s++) {
      ChronicBottleneck candidate = ofStep(path, s, steps);
      if (candidate != null && (most == null || candidate.gain > most.gain)) {
        most = candidate;
      }
    }
    return most;
  }

  private static @Nullable ChronicBottleneck ofStep(Path path, int s, Steps steps) {
    Stage to = path.stages().get(s);
    EdgeWindow window = steps.to(s);
    Double target = to.target();
    if (target == null || window == null || window.entrants() == 0) {
      return null;
    }
    long entrants = window.entrants();
    double rate = (double) window.converted() / entrants;
    double error = Math.sqrt(target * (1 - target) / entrants);
    if (rate >= target - SIGNIFICANT * error) {
      return null;
    }
    Goal goal = goal(path, s, steps);
    double gain = entrants * (target - rate) * goal.rate;
    double hours =
        (window.lastCohort() - window.firstCohort() + path.cohortMillis()) / MILLIS_PER_HOUR;
    return new ChronicBottleneck(
        path.name(),
        path.stages().get(to.after()),
        to,
        path.stages().get(goal.stage),
        rate,
        entrants,
        gain,
        gain / hours,
        window.firstCohort(),
        window.lastCohort());
  }

  private record Goal(int stage, double rate) {}

  /**
   * The end of the line from a stage with the largest product of rates; steps not yet complete
   * count as 1.
   */
  private static Goal goal(Path path, int stage, Steps steps) {
    Goal best = null;
    for (int next = 1; next < path.stages().size(); next++) {
      if (path.stages().get(next).after() == stage) {
        EdgeWindow window = steps.to(next);
        double rate =
            window == null || window.entrants() == 0
                ? 1
                : (double) window.converted() / window.entrants();
        Goal beyond = goal(path, next, steps);
        if (best == null || rate * beyond.rate > best.rate) {
          best = new Goal(beyond.stage, rate * beyond.rate);
        }
      }
    }
    return best == null ? new Goal(stage, 1) : best;
  }
}

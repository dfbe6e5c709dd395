package io.chokepoint.datagen.scenario;

import io.chokepoint.domain.network.Durations;
import java.time.Duration;
import java.util.List;

/**
 * What happens to a simulated network.
 *
 * <p>Instances come from {@link ScenarioFile}, which checks everything at once against the network,
 * and from {@code ScenarioLibrary}.
 *
 * @param name its name, of small letters, digits and hyphens
 * @param sentence what happens, for people
 * @param quiet whether nothing in it is a loss of demand at a stage, so an alarm is a false one
 * @param lastsMillis how long a run has to be to show it, in ms
 * @param background the demand before which it plays
 * @param effects what happens, in the order of the file; none in some quiet scenarios
 */
public record Scenario(
    String name,
    String sentence,
    boolean quiet,
    long lastsMillis,
    Background background,
    List<Effect> effects) {

  /** Copies the list. */
  public Scenario {
    effects = List.copyOf(effects);
  }

  /**
   * Checks that a run is long enough for every effect to begin.
   *
   * @param runMillis how long the run lasts, in ms
   * @throws ScenarioException if it is not; the message says how long it has to be
   */
  public void requireWithin(long runMillis) {
    for (Effect effect : effects) {
      if (effect.course().onsetMillis() >= runMillis) {
        throw new ScenarioException(
            "The scenario %s needs a run of %s (%d minutes): in %s, not all of it has begun."
                .formatted(
                    name,
                    Durations.text(lastsMillis),
                    Duration.ofMillis(lastsMillis).toMinutes(),
                    Durations.text(runMillis)));
      }
    }
  }
}

package io.chokepoint.datagen.scenario;

import java.util.List;

/**
 * What happens to a simulated network.
 *
 * <p>Instances come from {@code ScenarioFile}, which checks everything at once against the network,
 * and from {@code ScenarioLibrary}.
 *
 * @param name its name, of small letters, digits and hyphens
 * @param sentence what happens, for people
 * @param calm whether it is quiet: nothing in it is a loss of demand at a stage, so an alarm is a
 *     false one
 * @param lastsMillis how long a run has to be to show it, in ms
 * @param background the demand before which it plays
 * @param effects what happens, in the order of the file; none in some quiet scenarios
 */
public record Scenario(
    String name,
    String sentence,
    boolean calm,
    long lastsMillis,
    Background background,
    List<Effect> effects) {

  /** Copies the list. */
  public Scenario {
    effects = List.copyOf(effects);
  }
}

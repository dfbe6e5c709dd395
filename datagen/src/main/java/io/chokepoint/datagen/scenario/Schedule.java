package io.chokepoint.datagen.scenario;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effects of a scenario in a run. Who applies them asks for those of a stage or topic once, and
 * keeps what it gets; each {@link TimedEffect} then answers with a few comparisons an event.
 */
public final class Schedule {
  private static final TimedEffect[] NONE = {};

  private final List<TimedEffect> effects;

  private Schedule(List<TimedEffect> effects) {
    this.effects = List.copyOf(effects);
  }

  /**
   * Anchors a scenario in event time.
   *
   * @param scenario the scenario, or null where nothing happens
   * @param startMillis event time of the simulation's start, ms since 1970 UTC
   */
  public static Schedule of(@Nullable Scenario scenario, long startMillis) {
    List<TimedEffect> effects = new ArrayList<>();
    if (scenario != null) {
      for (Effect effect : scenario.effects()) {
        effects.add(new TimedEffect(effects.size(), effect, startMillis));
      }
    }
    return new Schedule(effects);
  }

  /** All effects, in the order of the scenario: the index of each is its {@code index()}. */
  public List<TimedEffect> effects() {
    return effects;
  }

  /** The effects of a kind at a stage; an empty array where there are none. */
  public TimedEffect[] at(Kind kind, @Nullable String path, @Nullable String stage) {
    if (path == null || stage == null) {
      return NONE;
    }
    return effects.stream()
        .filter(timed -> timed.effect().kind() == kind && timed.effect().isAt(path, stage))
        .toArray(TimedEffect[]::new);
  }

  /** The effects of a kind on a topic; an empty array where there are none. */
  public TimedEffect[] on(Kind kind, String topic) {
    return effects.stream()
        .filter(timed -> timed.effect().kind() == kind && timed.effect().isOn(topic))
        .toArray(TimedEffect[]::new);
  }

  /** The effects of a kind, wherever they are; an empty array where there are none. */
  public TimedEffect[] of(Kind kind) {
    return effects.stream()
        .filter(timed -> timed.effect().kind() == kind)
        .toArray(TimedEffect[]::new);
  }
}

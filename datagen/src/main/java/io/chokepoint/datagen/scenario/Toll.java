package io.chokepoint.datagen.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the effects of a run have cost, counted by who applies them. Belongs to one thread, and
 * stands still for who reads it when the run is over.
 */
public final class Toll {
  private final long[] lost;
  private final long[] hit;
  private final List<Supplier<List<String>>> values;

  /** Counts for the effects of a schedule. */
  public Toll(Schedule schedule) {
    int effects = schedule.effects().size();
    lost = new long[effects];
    hit = new long[effects];
    values = new ArrayList<>();
    for (int i = 0; i < effects; i++) {
      values.add(List::of);
    }
  }

  /**
   * Demand was lost: journeys that would have reached the effect's stage without it and do not.
   *
   * @param journeys how many: all members of a group where a group's event is lost
   */
  public void loses(TimedEffect effect, long journeys) {
    lost[effect.index()] += journeys;
    hit[effect.index()] += journeys;
  }

  /**
   * Something was hit that is not lost by that: an event withheld, late or doubled, a journey
   * slowed down, added or sent elsewhere.
   */
  public void hits(TimedEffect effect) {
    hit[effect.index()]++;
  }

  /**
   * Which values of its dimension an effect hits.
   *
   * @param ids those known by the time of asking: who is hit may get a successor meanwhile
   */
  public void hitsValues(TimedEffect effect, Supplier<List<String>> ids) {
    values.set(effect.index(), ids);
  }

  /** How many journeys an effect has lost. */
  public long lost(int effect) {
    return lost[effect];
  }

  /** How many journeys or events an effect has touched, those lost among them. */
  public long hit(int effect) {
    return hit[effect];
  }

  /** The values of its dimension that an effect has hit so far; empty where it hits all. */
  public List<String> values(int effect) {
    return List.copyOf(values.get(effect).get());
  }
}

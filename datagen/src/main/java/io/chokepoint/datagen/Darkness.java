package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Kind;
import io.chokepoint.datagen.scenario.Population;
import io.chokepoint.datagen.scenario.TimedEffect;
import io.chokepoint.datagen.scenario.Toll;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which nodes, models or applications get no traffic: those that a lossy stage of theirs has hit.
 * At least one keeps its traffic, or there would be no demand at all.
 */
final class Darkness {
  private final TimedEffect[] effects;

  /** For each effect the place of each entity in the order in which they go dark. */
  private final int[][] places;

  private final int entities;
  private final Toll toll;

  /** Draws the order from a stream of its own, so that nothing else depends on it. */
  Darkness(World world, Step step, Population population) {
    StepPlan plan = world.network.of(step);
    effects = world.schedule.at(Kind.LOSSY, plan.path(), plan.stage());
    entities = population.size();
    toll = world.toll;
    places = new int[effects.length][];
    SplittableRandom random = world.streams.named("dark " + step);
    for (int i = 0; i < effects.length; i++) {
      places[i] = shuffled(entities, random);
      int most = darkened(effects[i].effect().share());
      boolean[] hit = new boolean[entities];
      for (int j = 0; j < entities; j++) {
        hit[j] = places[i][j] < most;
      }
      Members.tell(toll, effects[i], population, hit);
    }
  }

  /** Whether an entity gets no traffic now. */
  boolean hides(int index, long nowMillis) {
    for (int i = 0; i < effects.length; i++) {
      if (effects[i].covers(nowMillis)
          && places[i][index] < darkened(effects[i].share(nowMillis))) {
        return true;
      }
    }
    return false;
  }

  /** An entity has opened a journey: it is lost where the entity gets no traffic. */
  void reported(int index, long nowMillis) {
    for (int i = 0; i < effects.length; i++) {
      if (effects[i].covers(nowMillis)
          && places[i][index] < darkened(effects[i].share(nowMillis))) {
        toll.loses(effects[i], 1);
        return;
      }
    }
  }

  private int darkened(double share) {
    return Math.min(entities - 1, (int) Math.round(share * entities));
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      left.add(i);
    }
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      places[left.remove(random.nextInt(left.size()))] = i;
    }
    return places;
  }
}

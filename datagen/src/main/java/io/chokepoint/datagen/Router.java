package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Kind;
import io.chokepoint.datagen.scenario.TimedEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Finds a node for a request: the least loaded of a few drawn at random. */
final class Router {
  /**
   * Two already share load almost as well as asking all (M. Mitzenmacher, The Power of Two Choices
   * in Randomized Load Balancing, 2001); three leave small networks no idle node beside a busy one.
   */
  private static final int CHOICES = 3;

  private final World world;
  private final Nodes nodes;
  private final Capacity capacity;
  private final SplittableRandom random;
  private final SplittableRandom shifts;
  private final Popularity even;
  private final List<TimedEffect> shiftEffects = new ArrayList<>();
  private final List<Members> shiftMembers = new ArrayList<>();

  Router(World world, Nodes nodes, Capacity capacity, Entities entities) {
    this.world = world;
    this.nodes = nodes;
    this.capacity = capacity;
    random = world.streams.named("router");
    shifts = world.streams.named("router shifts");
    even = new Popularity(nodes.size(), 0);
    for (TimedEffect effect : world.schedule.of(Kind.MIX_SHIFT)) {
      Members members =
          Members.of(effect, world.network.network(), entities, world.toll, Dimensions.values());
      if (members.isOf(Dimensions.NODE)) {
        shiftEffects.add(effect);
        shiftMembers.add(members);
      }
    }
  }

  /** The node that gets the next request, or null where none takes work. */
  @Nullable Node choose() {
    for (int i = 0; i < shiftEffects.size(); i++) {
      TimedEffect shift = shiftEffects.get(i);
      if (shift.covers(world.nowMillis()) && shifts.nextDouble() < shift.share(world.nowMillis())) {
        Members members = shiftMembers.get(i);
        Node chosen = leastLoaded(shifts, j -> members.has(j) && takesWork(j));
        if (chosen != null) {
          world.toll.hits(shift);
          return chosen;
        }
      }
    }
    Node chosen = leastLoaded(random, this::takesWork);
    if (chosen == null) {
      capacity.lostEverywhere();
    }
    return chosen;
  }

  private boolean takesWork(int index) {
    Node node = nodes.all().get(index);
    return nodes.takesWork(node) && capacity.slots(node) > 0;
  }

  private @Nullable Node leastLoaded(SplittableRandom from, IntPredicate takesWork) {
    @Nullable Node best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < CHOICES; i++) {
      int index = even.draw(from, takesWork);
      if (index < 0) {
        return null;
      }
      Node node = nodes.all().get(index);
      double load = node.load(capacity.slots(node));
      if (load < least) {
        least = load;
        best = node;
      }
    }
    return best;
  }
}

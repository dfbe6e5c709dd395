package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Kind;
import io.chokepoint.datagen.scenario.TimedEffect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many slots nodes have now: fewer while some of them are gone. */
final class Capacity {
  private final World world;
  private final List<Node> nodes;
  private final TimedEffect[] effects;
  private final Members[] members;

  Capacity(World world, List<Node> nodes, Entities entities) {
    this.world = world;
    this.nodes = nodes;
    effects = world.schedule.of(Kind.CAPACITY_LOSS);
    members = new Members[effects.length];
    for (int i = 0; i < effects.length; i++) {
      members[i] =
          Members.of(effects[i], world.network.network(), entities, world.toll, Dimensions.NODE);
    }
  }

  /** The slots of a node that can hold an execution now. */
  int slots(Node node) {
    double left = 1;
    for (int i = 0; i < effects.length; i++) {
      if (effects[i].covers(world.nowMillis()) && members[i].has(node.index)) {
        left *= 1 - effects[i].share(world.nowMillis());
      }
    }
    if (left == 1) {
      return node.slots;
    }
    // Rounded up at some nodes and down at others, so that their sum is as it should be.
    double rounding = (node.index * 2 + 1.0) / (2 * nodes.size());
    return (int) Math.min(node.slots, node.slots * left + rounding);
  }

  /** A request was given up for want of a slot: lost by what has taken the slots. */
  void lost(Node node) {
    @Nullable TimedEffect blamed = blamed(node);
    if (blamed != null) {
      world.toll.loses(blamed, 1);
    }
  }

  /** No node has a slot: lost by what has taken all of them, if anything has. */
  void lostEverywhere() {
    for (Node node : nodes) {
      if (node.enabled && slots(node) == 0) {
        lost(node);
        return;
      }
    }
  }

  private @Nullable TimedEffect blamed(Node node) {
    // What waited in the queue when the slots came back is lost by the same effect.
    long queuedMillis = world.nowMillis() - world.timing.queueMillis();
    for (int i = 0; i < effects.length; i++) {
      boolean wasFelt = effects[i].covers(world.nowMillis()) || effects[i].covers(queuedMillis);
      if (wasFelt && members[i].has(node.index)) {
        return effects[i];
      }
    }
    return null;
  }
}

package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Effect;
import io.chokepoint.datagen.scenario.Population;
import io.chokepoint.datagen.scenario.ScenarioException;
import io.chokepoint.datagen.scenario.Segment;
import io.chokepoint.datagen.scenario.TimedEffect;
import io.chokepoint.datagen.scenario.Toll;
import io.chokepoint.domain.network.Network;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which applications, models or nodes an effect hits; all demand where it names no segment. */
final class Members {
  private static final Members ALL = new Members(null, new boolean[0]);

  private final @Nullable Dimensions dimension;
  private final boolean[] members;

  private Members(@Nullable Dimensions dimension, boolean[] members) {
    this.dimension = dimension;
    this.members = members;
  }

  /**
   * The members of an effect's segment.
   *
   * @throws ScenarioException if there are none, or they are of another dimension than the effect's
   *     place can tell apart
   */
  static Members of(
      TimedEffect timed, Network network, Entities entities, Toll toll, Dimensions... told) {
    Effect effect = timed.effect();
    Segment segment = effect.segment();
    if (segment == null) {
      return ALL;
    }
    Dimensions dimension = Dimensions.of(network, effect, segment);
    if (!List.of(told).contains(dimension)) {
      throw new ScenarioException(
          "What a %s effect at %s hits cannot be told apart by %s in the simulated network: leave the"
                  .formatted(effect.kind().text(), effect.place(), segment.dimension())
              + " segment out.");
    }
    Population population = entities.of(dimension);
    boolean[] members = segment.members(population);
    tell(toll, timed, population, members);
    return new Members(dimension, members);
  }

  /** Says which ids an effect hits: those that its entities have while it lasts. */
  static void tell(Toll toll, TimedEffect timed, Population population, boolean[] members) {
    toll.hitsValues(
        timed,
        () -> {
          List<String> ids = new ArrayList<>();
          for (int i = 0; i < members.length; i++) {
            if (members[i]) {
              ids.addAll(population.ids(i, timed.onsetMillis(), timed.endMillis()));
            }
          }
          return ids;
        });
  }

  boolean isAll() {
    return dimension == null;
  }

  /** Whether it is a part of that dimension. */
  boolean isOf(Dimensions other) {
    return dimension == other;
  }

  /** Whether the entity at an index of the part's own dimension is in it. */
  boolean has(int index) {
    return dimension == null || members[index];
  }

  /** Whether a visit to an application is hit, as far as that tells. */
  boolean hits(Session session) {
    return dimension == null || (dimension == Dimensions.APP && members[session.app]);
  }

  /** Whether a request is hit. */
  boolean hits(Request request) {
    if (dimension == null) {
      return true;
    }
    return switch (dimension) {
      case APP -> members[request.session.app];
      case MODEL -> members[request.model];
      case NODE -> request.node != null && members[request.node.index];
    };
  }
}

package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Kind;
import io.chokepoint.datagen.scenario.Segment;
import io.chokepoint.datagen.scenario.TimedEffect;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Whose proofs are believed: those of nodes whose attestation is not revoked. */
final class Attestations {
  private static final String REVOKED = "pcr_revoked";

  private final World world;
  private final TimedEffect[] effects;
  private final boolean[][] revoked;
  private final Outcome[] refusals;

  Attestations(World world, Entities entities) {
    this.world = world;
    effects = world.schedule.of(Kind.REVOKED_ATTESTATION);
    revoked = new boolean[effects.length][];
    refusals = new Outcome[effects.length];
    SplittableRandom random = world.streams.named("revoked nodes");
    for (int i = 0; i < effects.length; i++) {
      Members members =
          Members.of(effects[i], world.network.network(), entities, world.toll, Dimensions.NODE);
      boolean[] among = new boolean[entities.nodes().size()];
      for (int j = 0; j < among.length; j++) {
        among[j] = members.has(j);
      }
      revoked[i] = Segment.share(among, effects[i].effect().share(), random);
      Members.tell(world.toll, effects[i], entities.nodes(), revoked[i]);
      String reason = effects[i].effect().reason();
      refusals[i] = new Outcome(Outcome.Ending.REFUSED, reason == null ? REVOKED : reason);
    }
  }

  /**
   * How the proof of a node is refused, or null where it is believed.
   *
   * @param lastMillis when the last of its executions was
   * @param journeys how many executions it proves
   */
  @Nullable Outcome refusal(Node node, long lastMillis, long journeys) {
    for (int i = 0; i < effects.length; i++) {
      if (effects[i].covers(lastMillis) && revoked[i][node.index]) {
        world.toll.loses(effects[i], journeys);
        return refusals[i];
      }
    }
    return null;
  }
}

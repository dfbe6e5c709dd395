package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Kind;
import io.chokepoint.datagen.scenario.ScenarioException;
import io.chokepoint.datagen.scenario.TimedEffect;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The chance of each step, with the effects that hit it. */
final class Chances {
  /** Wash demand settles in private, so that nothing of it is proven. */
  private static final Set<Step> WASHED =
      EnumSet.of(Step.ADMIT, Step.ROUTE, Step.EXECUTE, Step.SETTLE);

  private final Map<Step, StepChance> chances = new EnumMap<>(Step.class);

  /**
   * Resolves the effects of the scenario against the network.
   *
   * @throws ScenarioException if one cannot be at its place in the simulated network
   */
  Chances(World world, Entities entities) {
    Map<Step, List<Loss>> losses = new EnumMap<>(Step.class);
    Map<Step, List<Slowdown>> slowdowns = new EnumMap<>(Step.class);
    for (TimedEffect timed : world.schedule.effects()) {
      Kind kind = timed.effect().kind();
      if (kind.place() != Kind.Place.STAGE) {
        continue;
      }
      Step step = world.network.at(timed.effect()).step();
      switch (kind) {
        case LOSSY, PRICE_FEED_FAILURE -> {
          if (kind == Kind.PRICE_FEED_FAILURE) {
            require(timed, step, Step.SETTLE);
          }
          if (!step.isOfEntities()) {
            losses
                .computeIfAbsent(step, s -> new ArrayList<>())
                .add(Loss.of(timed, members(timed, step, world, entities)));
          }
        }
        case SLOW -> {
          if (step.isOfEntities()) {
            throw new ScenarioException(
                "Nothing is slow at %s: traffic reaches an entity or does not. Slow down a stage of"
                        .formatted(timed.effect().place())
                    + " a request instead.");
          }
          slowdowns
              .computeIfAbsent(step, s -> new ArrayList<>())
              .add(new Slowdown(timed, members(timed, step, world, entities)));
        }
        case CAPACITY_LOSS -> {
          if (step != Step.SERVE) {
            require(timed, step, Step.EXECUTE);
          }
        }
        case REVOKED_ATTESTATION -> require(timed, step, Step.VERIFY);
        case WASH_DEMAND -> {
          if (!WASHED.contains(step)) {
            throw new ScenarioException(
                "Wash demand shows where requests are admitted, routed, executed or paid, not at %s."
                    .formatted(timed.effect().place()));
          }
        }
        default -> throw new IllegalStateException("no way to apply " + kind);
      }
    }
    for (Step step : Step.values()) {
      if (!step.isOfEntities()) {
        chances.put(
            step,
            new StepChance(
                world,
                step,
                losses.getOrDefault(step, List.of()),
                slowdowns.getOrDefault(step, List.of())));
      }
    }
  }

  StepChance of(Step step) {
    StepChance chance = chances.get(step);
    if (chance == null) {
      throw new IllegalStateException("no chance decides on " + step);
    }
    return chance;
  }

  private static Members members(TimedEffect timed, Step step, World world, Entities entities) {
    Dimensions[] told =
        switch (step) {
          // A settlement covers a session, a reward an epoch of a node.
          case SETTLE -> new Dimensions[] {Dimensions.APP};
          case REWARD -> new Dimensions[] {Dimensions.NODE};
          case ADMIT, ROUTE -> new Dimensions[] {Dimensions.APP, Dimensions.MODEL};
          case VERIFY ->
              timed.effect().kind() == Kind.SLOW ? new Dimensions[0] : Dimensions.values();
          default -> Dimensions.values();
        };
    return Members.of(timed, world.network.network(), entities, world.toll, told);
  }

  private static void require(TimedEffect timed, Step found, Step required) {
    if (found != required) {
      throw new ScenarioException(
          "In the simulated network a %s is at the stage that reads %s, not at %s."
              .formatted(
                  timed.effect().kind().text(),
                  required == Step.SETTLE
                      ? Topics.SETTLEMENTS
                      : required == Step.VERIFY ? Topics.PROOFS : Topics.EXECUTIONS,
                  timed.effect().place()));
    }
  }
}

package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Kind;
import io.chokepoint.datagen.scenario.ScenarioException;
import io.chokepoint.datagen.scenario.TimedEffect;
import io.chokepoint.domain.network.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How many visits begin: by hour and weekday, in bursts, more or less from minute to minute, and as
 * the scenario has it.
 *
 * <p>Part of all visits are of users who come back. What demand would be if all went well, less
 * those who would come back if all went well, is the rate of newcomers: so demand follows its
 * rhythm while the network is healthy, and falls with the users who stay away while it is not. A
 * slump is of newcomers: who decided to come back comes, so demand falls within the hour.
 */
final class Demand {
  /** Rates are held constant for so long: ramps look smooth, and a rate costs next to nothing. */
  static final long TICK_MILLIS = 10_000;

  private static final long MINUTE_MILLIS = 60_000;

  private final World world;
  private final double visitsPerMilli;
  private final double returningShare;
  private final Rhythm rhythm;
  private final Bursts bursts;
  private final SplittableRandom noise;
  private final List<TimedEffect> everywhere = new ArrayList<>();
  private final List<TimedEffect> slumpEffects = new ArrayList<>();
  private final List<Members> slumpMembers = new ArrayList<>();
  private final List<Added> added = new ArrayList<>();

  private final Recollection recollection;
  private double noisiness = 1;
  private long noisyMinute = Long.MIN_VALUE;
  private double newcomers;

  /**
   * Demand of a simulation.
   *
   * @param visitsPerMinute mean number of visits
   */
  Demand(World world, Entities entities, double visitsPerMinute, Loyalty loyalty) {
    this.world = world;
    returningShare = loyalty.returningShare();
    Behaviour behaviour = world.behaviour;
    // Who came in a burst comes back, too: so many visits in all for each extra newcomer.
    double burstsShare = Bursts.meanExtra(behaviour) / (1 - returningShare);
    visitsPerMilli = visitsPerMinute / MINUTE_MILLIS / (1 + burstsShare);
    rhythm = new Rhythm(behaviour.dailySwing(), behaviour.weeklySwing());
    bursts =
        new Bursts(behaviour, world.options.startMillis(), world.streams.named("demand bursts"));
    noise = world.streams.named("demand variation");
    for (TimedEffect timed : world.schedule.effects()) {
      Kind kind = timed.effect().kind();
      boolean isWash = kind == Kind.WASH_DEMAND;
      if (isWash || kind == Kind.TRAFFIC_SURGE || kind == Kind.TRAFFIC_SLUMP) {
        if (!isWash) {
          requireUsers(timed);
        }
        Members members =
            Members.of(
                timed,
                world.network.network(),
                entities,
                world.toll,
                Dimensions.APP,
                Dimensions.MODEL);
        if (isWash || (kind == Kind.TRAFFIC_SURGE && !members.isAll())) {
          double share =
              members.isOf(Dimensions.APP)
                  ? entities.applications().catalog().share(members)
                  : members.isOf(Dimensions.MODEL) ? entities.models().catalog().share(members) : 1;
          added.add(
              new Added(
                  timed,
                  members,
                  isWash ? Added.Wash.at(plan(timed), timed.effect()) : null,
                  share));
        } else if (members.isAll()) {
          everywhere.add(timed);
        } else {
          slumpEffects.add(timed);
          slumpMembers.add(members);
        }
      }
    }
    recollection = new Recollection(loyalty, world.streams.named("recollection"));
    recollection.fill(ago -> rhythm.factor(world.options.startMillis() - ago));
  }

  /** Demand of a tick that begins now, as a multiple of its mean and if all goes well. */
  private double wanted(long nowMillis) {
    double wanted = rhythm.factor(nowMillis);
    for (TimedEffect effect : everywhere) {
      if (effect.covers(nowMillis)) {
        wanted *= effect.factor(nowMillis);
      }
    }
    return wanted;
  }

  /** A tick begins. */
  void tick() {
    long nowMillis = world.nowMillis();
    long minute = Math.floorDiv(nowMillis, MINUTE_MILLIS);
    double wanted = wanted(nowMillis);
    double expected = returningShare * recollection.returning();
    double fresh = Math.max(0, wanted - expected);
    if (minute != noisyMinute) {
      noisyMinute = minute;
      // Newcomers alone vary more, so that all visits together vary as much as they should.
      double own = fresh == 0 ? 0 : Math.min(2, world.behaviour.variation() * wanted / fresh);
      noisiness = Gamma.ofMeanOne(own, noise);
    }
    newcomers = (fresh + bursts.extra(nowMillis)) * noisiness;
    recollection.add(Math.max(wanted, expected));
  }

  /** A visit begins: one more that a surge or slump of all demand touches. */
  void counts() {
    for (TimedEffect effect : everywhere) {
      if (effect.covers(world.nowMillis())) {
        world.toll.hits(effect);
      }
    }
  }

  /** How many newcomers begin a visit in a millisecond of this tick. */
  double newcomersPerMilli() {
    return visitsPerMilli * newcomers;
  }

  /** How many visits the effect adds in a millisecond of this tick. */
  double addedPerMilli(Added extra) {
    return visitsPerMilli * rhythm.factor(world.nowMillis()) * extra.extra(world.nowMillis());
  }

  /** The effects that add visits of their own. */
  List<Added> added() {
    return added;
  }

  /** The mean number of visits a millisecond when the simulation starts. */
  double visitsPerMilliAtStart() {
    return visitsPerMilli * rhythm.factor(world.options.startMillis());
  }

  /**
   * Whether a slump of an application or model takes a visit or request away.
   *
   * @param dimension what is asked about
   * @param index which of them
   */
  boolean takesAway(Dimensions dimension, int index, SplittableRandom random) {
    for (int i = 0; i < slumpEffects.size(); i++) {
      TimedEffect slump = slumpEffects.get(i);
      if (slump.covers(world.nowMillis())
          && slumpMembers.get(i).isOf(dimension)
          && slumpMembers.get(i).has(index)
          && random.nextDouble() >= slump.factor(world.nowMillis())) {
        world.toll.hits(slump);
        return true;
      }
    }
    return false;
  }

  private StepPlan plan(TimedEffect timed) {
    return world.network.at(timed.effect());
  }

  private void requireUsers(TimedEffect timed) {
    for (Path path : world.network.network().paths()) {
      if (path.name().equals(timed.effect().path())
          && path.stages().get(0).topic().equals(Topics.REQUESTS)) {
        return;
      }
    }
    throw new ScenarioException(
        "Traffic is what users ask for: a %s is at the entry of a path on %s, not at %s."
            .formatted(timed.effect().kind().text(), Topics.REQUESTS, timed.effect().place()));
  }
}

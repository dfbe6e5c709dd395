package io.chokepoint.datagen;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How one step ends and how long it takes: by chance, and by the effects of the scenario.
 *
 * <p>Each step draws from streams of its own, and as often with an effect as without: so an effect
 * leaves the choices of other steps and times as they were, and whom it stops would have come
 * through without it.
 */
final class StepChance {
  private static final long MINUTE_MILLIS = 60_000;

  /** A rate is cut back by dissatisfaction, never raised to certainty. */
  private static final double MOST = 0.995;

  private final World world;
  private final Step step;
  private final double rate;
  private final long horizonMillis;
  private final Lag lag;
  private final SplittableRandom outcomes;
  private final SplittableRandom partial;
  private final SplittableRandom lags;
  private final SplittableRandom noise;
  private final List<Outcome> refusals;
  private final List<Loss> losses;
  private final List<Slowdown> slowdowns;
  private long minute = Long.MIN_VALUE;
  private double rateOfMinute;

  StepChance(World world, Step step, List<Loss> losses, List<Slowdown> slowdowns) {
    this.world = world;
    this.step = step;
    this.losses = losses;
    this.slowdowns = slowdowns;
    rate = world.network.of(step).rate();
    horizonMillis =
        step == Step.EXECUTE
            ? world.timing.gatewayMillis()
            : world.network.of(step).horizonMillis();
    lag = world.timing.lag(step);
    outcomes = world.streams.named("outcome " + step);
    partial = world.streams.named("members " + step);
    lags = world.streams.named("lag " + step);
    noise = world.streams.named("variation " + step);
    List<Outcome> told = new ArrayList<>();
    step.reasons().forEach(reason -> told.add(new Outcome(Outcome.Ending.REFUSED, reason)));
    if (told.isEmpty()) {
      told.add(new Outcome(Outcome.Ending.REFUSED, null));
    }
    refusals = List.copyOf(told);
  }

  /** How it ends for a request that enters it now. */
  Outcome ofRequest(Request request) {
    return ofGroup(world.nowMillis(), request, 1);
  }

  /**
   * How it ends for a user with a request, who is more or less inclined.
   *
   * @param inclination a factor of the rate
   */
  Outcome ofInclined(Request request, double inclination) {
    return draw(world.nowMillis(), inclination, request, 1);
  }

  /**
   * How it ends for a group.
   *
   * @param enteredMillis when its last member entered the step
   * @param member the request that stands for all of them
   * @param journeys how many there are
   */
  Outcome ofGroup(long enteredMillis, @Nullable Request member, long journeys) {
    Outcome washed = member == null ? null : washed(member);
    return washed != null ? washed : draw(enteredMillis, 1, member, journeys);
  }

  /**
   * How it ends for one member of a group whose part of the network is hit, or null where it shares
   * the fate of the others.
   */
  @Nullable Outcome ofMember(Request member, long enteredMillis) {
    for (Loss loss : losses) {
      if (!loss.members().isAll()
          && loss.effect().covers(enteredMillis)
          && loss.members().hits(member)
          && partial.nextDouble() < loss.effect().share(enteredMillis)) {
        world.toll.loses(loss.effect(), 1);
        if (partial.nextDouble() < loss.effect().effect().silently()) {
          return Outcome.SILENT;
        }
        return loss.refusal() == null ? usualRefusal(partial.nextDouble()) : loss.refusal();
      }
    }
    return null;
  }

  private @Nullable Outcome washed(Request request) {
    Added added = request.session.added;
    Added.Wash wash = added == null ? null : added.wash();
    if (added == null || wash == null || wash.step() != step) {
      return null;
    }
    world.toll.hits(added.effect());
    return wash.refusal();
  }

  private Outcome draw(
      long enteredMillis, double inclination, @Nullable Request member, long journeys) {
    double reached = outcomes.nextDouble();
    double silent = outcomes.nextDouble();
    double which = outcomes.nextDouble();
    double through = Math.min(inclination == 1 ? 1 : MOST, inclination * rateNow());
    if (reached >= through) {
      return silent < step.silentShare() ? Outcome.SILENT : usualRefusal(which);
    }
    for (Loss loss : losses) {
      if (loss.effect().covers(enteredMillis)
          && (member == null ? loss.members().isAll() : loss.members().hits(member))) {
        through *= 1 - loss.effect().share(enteredMillis);
        if (reached >= through) {
          world.toll.loses(loss.effect(), journeys);
          if (silent < loss.effect().effect().silently()) {
            return Outcome.SILENT;
          }
          return loss.refusal() == null ? usualRefusal(which) : loss.refusal();
        }
      }
    }
    return Outcome.REACHED;
  }

  private Outcome usualRefusal(double which) {
    // Squaring favours the first: the list is in the order of frequency.
    return refusals.get((int) (which * which * refusals.size()));
  }

  private double rateNow() {
    if (world.behaviour.outcomeCorrelation() == 0) {
      return rate;
    }
    long now = Math.floorDiv(world.nowMillis(), MINUTE_MILLIS);
    if (now != minute) {
      minute = now;
      rateOfMinute = Gamma.beta(rate, world.behaviour.outcomeCorrelation(), noise);
    }
    return rateOfMinute;
  }

  /**
   * How long it takes from now on, in ms.
   *
   * @param member the request that stands for all that take it together, or null
   */
  long lagMillis(@Nullable Request member) {
    return lagMillis(member, world.nowMillis(), 1);
  }

  /**
   * How long it takes from now on, in ms. A journey that comes too late only because of an effect
   * is lost by that.
   *
   * @param member the request that stands for all that take it together, or null
   * @param enteredMillis when the last of them entered the step
   * @param journeys how many there are
   */
  long lagMillis(@Nullable Request member, long enteredMillis, long journeys) {
    long usualMillis = lag.draw(lags);
    long lagMillis = usualMillis;
    long nowMillis = world.nowMillis();
    for (Slowdown slowdown : slowdowns) {
      if (slowdown.effect().covers(nowMillis)
          && (member == null ? slowdown.members().isAll() : slowdown.members().hits(member))) {
        long waitedMillis = nowMillis - enteredMillis;
        boolean wasInTime = waitedMillis + lagMillis <= horizonMillis;
        lagMillis = slowdown.slowed(lagMillis, nowMillis);
        if (wasInTime && waitedMillis + lagMillis > horizonMillis) {
          world.toll.loses(slowdown.effect(), journeys);
        } else {
          world.toll.hits(slowdown.effect());
        }
      }
    }
    return lagMillis;
  }
}

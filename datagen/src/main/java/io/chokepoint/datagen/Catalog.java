package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Kind;
import io.chokepoint.datagen.scenario.Population;
import io.chokepoint.datagen.scenario.TimedEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Models or applications of different popularity: each reports once in a period, and now and then
 * one is withdrawn and another takes its place. Entries are numbered, the most popular first.
 */
final class Catalog<T> {
  /** At each report an entry is replaced once in so many. */
  private static final int REPORTS_A_REPLACEMENT = 400;

  /** With 1 the first of 24 gets a quarter of the traffic and the last a hundredth. */
  private static final double ZIPF_EXPONENT = 1;

  private final World world;

  /** All that had a place so far, at the place's index, the oldest first; the last one has it. */
  private final List<List<Tenure<T>>> tenures = new ArrayList<>();

  private final long periodMillis;
  private final Darkness darkness;
  private final Popularity popularity;
  private final SplittableRandom random;
  private final SplittableRandom choices;
  private final SplittableRandom shifts;
  private final Events<T> events;
  private final List<Shift> mixShifts = new ArrayList<>();

  /** What entries announce, and what comes after one. */
  record Events<T>(Consumer<T> offered, Consumer<T> withdrawn, UnaryOperator<T> successor) {}

  /** Who took a place, and from when on. */
  private record Tenure<T>(long sinceMillis, T entry) {}

  private record Shift(TimedEffect effect, Members members) {}

  Catalog(
      World world,
      Step step,
      List<T> entries,
      Population population,
      long periodMillis,
      Events<T> events) {
    this.world = world;
    for (T entry : entries) {
      tenures.add(new ArrayList<>(List.of(new Tenure<>(world.nowMillis(), entry))));
    }
    this.periodMillis = periodMillis;
    this.events = events;
    random = world.streams.named("catalog " + step);
    choices = world.streams.named("choices " + step);
    shifts = world.streams.named("shifts " + step);
    darkness = new Darkness(world, step, population);
    popularity = new Popularity(entries.size(), ZIPF_EXPONENT);
  }

  /** A share of the demand goes to some entries. */
  void shifts(Entities entities, Dimensions own) {
    for (TimedEffect effect : world.schedule.of(Kind.MIX_SHIFT)) {
      Members members =
          Members.of(effect, world.network.network(), entities, world.toll, Dimensions.values());
      if (members.isOf(own)) {
        mixShifts.add(new Shift(effect, members));
      }
    }
  }

  /** All entries begin to report, each at its own time of the period. */
  void start() {
    for (int i = 0; i < tenures.size(); i++) {
      int index = i;
      world.agenda.in(random.nextLong(periodMillis), () -> report(index));
    }
  }

  T get(int index) {
    List<Tenure<T>> all = tenures.get(index);
    return all.get(all.size() - 1).entry();
  }

  /** The entries that had a place at some time from one event time to before another. */
  List<T> between(int index, long fromMillis, long toMillis) {
    List<Tenure<T>> all = tenures.get(index);
    List<T> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      boolean overBefore = i + 1 < all.size() && all.get(i + 1).sinceMillis() <= fromMillis;
      if (!overBefore && all.get(i).sinceMillis() < toMillis) {
        found.add(all.get(i).entry());
      }
    }
    return found;
  }

  /** Whether an entry gets no traffic now. */
  boolean isDark(int index) {
    return darkness.hides(index, world.nowMillis());
  }

  /** The share of demand that goes to an entry while nothing is wrong. */
  double share(int index) {
    return popularity.share(i -> i == index);
  }

  /** The share of demand that goes to some entries while nothing is wrong. */
  double share(Members members) {
    return popularity.share(members::has);
  }

  /** The index of the entry that the next visit or request goes to. */
  int choose() {
    for (Shift shift : mixShifts) {
      // No draw while it is not, so that nothing before its onset depends on it.
      if (shift.effect.covers(world.nowMillis())
          && shifts.nextDouble() < shift.effect.share(world.nowMillis())) {
        world.toll.hits(shift.effect);
        return chooseAmong(shift.members);
      }
    }
    // Never −1: darkness leaves at least one entry its traffic.
    return Math.max(0, popularity.draw(choices, index -> !isDark(index)));
  }

  /** The same choice, but among some entries alone where one of them takes traffic. */
  int chooseAmong(Members members) {
    int index = popularity.draw(shifts, i -> members.has(i) && !isDark(i));
    return index >= 0 ? index : Math.max(0, popularity.draw(shifts, i -> !isDark(i)));
  }

  private void report(int index) {
    if (!world.isOpen()) {
      return;
    }
    if (random.nextInt(REPORTS_A_REPLACEMENT) == 0) {
      T leaving = get(index);
      events.withdrawn().accept(leaving);
      tenures.get(index).add(new Tenure<>(world.nowMillis(), events.successor().apply(leaving)));
    }
    events.offered().accept(get(index));
    darkness.reported(index, world.nowMillis());
    world.agenda.in(periodMillis, () -> report(index));
  }
}

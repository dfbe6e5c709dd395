package io.chokepoint.datagen;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Models or applications of different popularity: each reports once in a period, and now and then
 * one is withdrawn and another takes its place.
 */
final class Catalog<T> {
  /** At each report an entry is replaced once in so many. */
  private static final int REPORTS_A_REPLACEMENT = 400;

  /** With 1 the first of 24 gets a quarter of the traffic and the last a hundredth. */
  private static final double ZIPF_EXPONENT = 1;

  private final World world;
  private final List<T> entries;
  private final long periodMillis;
  private final boolean[] dark;
  private final Popularity popularity;
  private final SplittableRandom random;
  private final SplittableRandom choices;
  private final Events<T> events;

  /** What entries announce, and what comes after one. */
  record Events<T>(Consumer<T> offered, Consumer<T> withdrawn, UnaryOperator<T> successor) {}

  Catalog(World world, Step step, List<T> entries, long periodMillis, Events<T> events) {
    this.world = world;
    this.entries = new ArrayList<>(entries);
    this.periodMillis = periodMillis;
    this.events = events;
    random = world.streams.named("catalog " + step);
    choices = world.streams.named("choices " + step);
    dark = world.incident.darkened(step, entries.size(), world.streams.named("dark " + step));
    popularity = new Popularity(entries.size(), ZIPF_EXPONENT);
  }

  /** All entries begin to report, each at its own time of the period. */
  void start() {
    for (int i = 0; i < entries.size(); i++) {
      int index = i;
      world.agenda.in(random.nextLong(periodMillis), () -> report(index));
    }
  }

  /** The entry that the next visit or request goes to. */
  T choose() {
    boolean hit = world.incident.covers(world.nowMillis());
    // Never −1: an incident leaves at least one entry its traffic.
    return entries.get(Math.max(0, popularity.draw(choices, i -> !(hit && dark[i]))));
  }

  private void report(int index) {
    if (!world.isOpen()) {
      return;
    }
    if (random.nextInt(REPORTS_A_REPLACEMENT) == 0) {
      events.withdrawn().accept(entries.get(index));
      entries.set(index, events.successor().apply(entries.get(index)));
    }
    events.offered().accept(entries.get(index));
    world.agenda.in(periodMillis, () -> report(index));
  }
}

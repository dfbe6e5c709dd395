package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import java.util.Map;
import java.util.TreeMap;

/** The context of each open cohort: how much was going on, or which hour of the week it was. */
final class Loads {
  /** Over how much time entrants are averaged: a batch does not fill by the minute. */
  private static final double SMOOTHED_MILLIS = 15 * 60_000;

  private final EdgeShape shape;
  private final boolean hourOfWeek;
  private final TreeMap<Long, Integer> contexts = new TreeMap<>();
  private final TreeMap<Long, Long> eventsByMinute = new TreeMap<>();
  private double entrantsPerCohort;
  private double weight;
  private long lastCohort = Long.MIN_VALUE;

  Loads(EdgeShape shape, boolean hourOfWeek) {
    this.shape = shape;
    this.hourOfWeek = hourOfWeek;
  }

  /** Notes what was going on at the topic of the step's end. */
  void pulse(TopicPulse pulse) {
    if (shape.load() == EdgeShape.Load.TOPIC && pulse.topic() == shape.topics()[0]) {
      eventsByMinute.merge(pulse.minuteStart(), pulse.events(), Long::sum);
    }
  }

  /**
   * Notes a cohort that has come to its end; in the order of the cohorts where they come at once.
   */
  void entered(long cohortStart, long entrants) {
    if (contexts.containsKey(cohortStart)) {
      return;
    }
    contexts.put(
        cohortStart,
        switch (shape.load()) {
          case NONE -> hourOfWeek ? Context.ofHour(cohortStart) : Context.NONE;
          case ENTRANTS -> Context.ofLoad(smoothed(cohortStart, entrants));
          case TOPIC -> Context.ofLoad(events(cohortStart));
        });
  }

  private double smoothed(long cohortStart, long entrants) {
    double cohorts =
        lastCohort == Long.MIN_VALUE || cohortStart <= lastCohort
            ? 1
            : (double) (cohortStart - lastCohort) / shape.cohortMillis();
    double kept = StrictMath.exp(-cohorts * shape.cohortMillis() / SMOOTHED_MILLIS);
    // Cohorts without entrants are not told of: they count as what they are.
    entrantsPerCohort = entrantsPerCohort * kept + entrants;
    weight =
        weight * kept + (1 - kept) / (1 - StrictMath.exp(-shape.cohortMillis() / SMOOTHED_MILLIS));
    lastCohort = Math.max(lastCohort, cohortStart);
    return entrantsPerCohort / weight;
  }

  private double events(long cohortStart) {
    return eventsByMinute.subMap(cohortStart, cohortStart + shape.cohortMillis()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** The context of a cohort. */
  int of(long cohortStart) {
    return contexts.getOrDefault(cohortStart, Context.NONE);
  }

  /** Forgets cohorts, and what was going on, before a time. */
  void forgetBefore(long time) {
    contexts.headMap(time).clear();
    eventsByMinute.headMap(time).clear();
  }

  void write(Packing.Writer out) {
    out.signed(contexts.size());
    for (Map.Entry<Long, Integer> context : contexts.entrySet()) {
      out.signed(context.getKey());
      out.signed(context.getValue());
    }
    out.signed(eventsByMinute.size());
    for (Map.Entry<Long, Long> minute : eventsByMinute.entrySet()) {
      out.signed(minute.getKey());
      out.signed(minute.getValue());
    }
    out.number(entrantsPerCohort);
    out.number(weight);
    out.signed(lastCohort);
  }

  void read(Packing.Reader in) {
    for (int n = (int) in.signed(); n > 0; n--) {
      contexts.put(in.signed(), (int) in.signed());
    }
    for (int n = (int) in.signed(); n > 0; n--) {
      eventsByMinute.put(in.signed(), in.signed());
    }
    entrantsPerCohort = in.number();
    weight = in.number();
    lastCohort = in.signed();
  }
}

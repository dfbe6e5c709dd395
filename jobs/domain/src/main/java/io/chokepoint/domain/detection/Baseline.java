package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a step usually does: hazards by lag bin, over all and by context (a level of load, an hour
 * of the week), from evidence whose weight halves with each half-life of event time.
 */
final class Baseline {
  /** At-risk entrants that the hazards of the whole count in those of an hour of the week. */
  private static final double HOUR_PRIOR = 500;

  /** The same for a level of load, on which the lags depend: hardly more than an opinion. */
  private static final double LOAD_PRIOR = 5;

  /** A bin that so few have been at risk in is not judged. */
  private static final double FEWEST_AT_RISK = 5;

  /** So many entrants are remembered, however long ago they were. */
  private static final double ENOUGH = 1_000;

  /** Entrants that make a level of load known. */
  private static final double ENOUGH_OF_LOAD = 100;

  private final int bins;
  private final double halfLifeMillis;
  private final EdgeShape.Load load;
  private final HazardSums all;
  private final TreeMap<Integer, HazardSums> contexts = new TreeMap<>();
  private final TreeMap<String, Double> refusals = new TreeMap<>();
  private long asOf = Long.MIN_VALUE;
  private double learntMillis;
  private double entrantMillis;
  private @Nullable Hazards overall;
  private final Map<Integer, Hazards> known = new TreeMap<>();

  Baseline(int bins, long halfLifeMillis, EdgeShape.Load load) {
    this.bins = bins;
    this.halfLifeMillis = halfLifeMillis;
    this.load = load;
    all = new HazardSums(bins);
  }

  /**
   * Takes in what was learnt in a stretch of time that ends at an evaluation.
   *
   * @return what is left of the weight of what was learnt before
   */
  double learn(Lesson lesson) {
    double entrants = lesson.contexts().values().stream().mapToDouble(sums -> sums.entrants).sum();
    double left = fade(lesson.until(), entrants);
    lesson
        .contexts()
        .forEach(
            (context, sums) -> {
              all.add(sums);
              contexts.computeIfAbsent(context, c -> new HazardSums(bins)).add(sums);
            });
    lesson
        .refusals()
        .forEach((reason, count) -> refusals.merge(reason, (double) count, Double::sum));
    learntMillis += lesson.millis();
    entrantMillis += lesson.millis();
    overall = null;
    known.clear();
    return left;
  }

  private double fade(long time, double entrants) {
    double left =
        asOf == Long.MIN_VALUE ? 1 : Memory.left(time - asOf, halfLifeMillis, entrants, ENOUGH);
    all.decay(left);
    contexts.values().forEach(sums -> sums.decay(left));
    contexts.values().removeIf(sums -> sums.entrants < 1e-3);
    refusals.replaceAll((reason, count) -> count * left);
    refusals.values().removeIf(count -> count < 1e-6);
    entrantMillis *= left;
    asOf = Math.max(asOf, time);
    return left;
  }

  /** Entrants that it rests on, each with the weight it still has. */
  double entrants() {
    return all.entrants;
  }

  /** Over how much event time it was learnt, in ms, whatever its age. */
  double learntMillis() {
    return learntMillis;
  }

  /** How many enter in a millisecond as a rule. */
  double entrantsPerMilli() {
    return entrantMillis == 0 ? 0 : all.entrants / entrantMillis;
  }

  /** Which part of the entrants usually ends with a refusal for a reason. */
  double refusedShare(String reason) {
    Double count = refusals.get(reason);
    return count == null || all.entrants == 0 ? 0 : count / all.entrants;
  }

  /** The hazards over all contexts. */
  Hazards overall() {
    if (overall == null) {
      double[] hazard = new double[bins];
      for (int k = 0; k < bins; k++) {
        hazard[k] = hazard(all.converted[k], all.atRisk[k]);
      }
      overall = Hazards.of(hazard);
    }
    return overall;
  }

  /** The hazards in a context; null where that is a load at which too little has been seen. */
  @Nullable Hazards in(int context) {
    if (context == Context.NONE) {
      return overall();
    }
    Hazards hazards = known.get(context);
    if (hazards == null) {
      HazardSums own = contexts.get(context);
      if (load != EdgeShape.Load.NONE && (own == null || own.entrants < ENOUGH_OF_LOAD)) {
        return null;
      }
      hazards = own == null ? overall() : shrunk(own);
      known.put(context, hazards);
    }
    return hazards;
  }

  private Hazards shrunk(HazardSums own) {
    double prior = load == EdgeShape.Load.NONE ? HOUR_PRIOR : LOAD_PRIOR;
    Hazards towards = overall();
    double[] hazard = new double[bins];
    for (int k = 0; k < bins; k++) {
      double h = towards.hazard(k);
      hazard[k] =
          Double.isNaN(h)
              ? Double.NaN
              : hazard(own.converted[k] + prior * h, own.atRisk[k] + prior);
    }
    Hazards course = Hazards.of(hazard);
    // How many batch together decides on when they convert, not on how many do in the end.
    return load == EdgeShape.Load.ENTRANTS ? course.scaledTo(towards.rate()) : course;
  }

  private static double hazard(double converted, double atRisk) {
    // Half a conversion and half a failure beside those seen (H. Jeffreys): neither 0 nor 1 is
    // sure.
    return atRisk < FEWEST_AT_RISK ? Double.NaN : (converted + 0.5) / (atRisk + 1);
  }

  /** What is known, with the parts of a step that are learnt elsewhere. */
  LearntStep learnt(
      boolean isKnown,
      List<LearntStep.Varied> noise,
      List<LearntStep.OfSegment> segments,
      List<LearntStep.Rhythm> rhythms) {
    TreeMap<Integer, LearntStep.Course> courses = new TreeMap<>();
    contexts.forEach(
        (context, sums) -> {
          // What is told apart by nothing is what is known over all.
          if (context != Context.NONE) {
            courses.put(context, sums.toCourse());
          }
        });
    return new LearntStep(
        isKnown,
        asOf,
        learntMillis,
        entrantMillis,
        all.toCourse(),
        courses,
        refusals,
        noise,
        segments,
        rhythms);
  }

  /**
   * Starts with what was learnt before.
   *
   * @param time event time from which on it is used, in ms; what lies further back counts less
   * @return what is left of its weight
   */
  double start(LearntStep before, long time) {
    all.add(HazardSums.of(before.total()));
    before.contexts().forEach((context, course) -> contexts.put(context, HazardSums.of(course)));
    refusals.putAll(before.refusals());
    learntMillis = before.learntMillis();
    entrantMillis = before.entrantMillis();
    double left = Memory.leftAtStart(time - before.asOf(), halfLifeMillis, all.entrants, ENOUGH);
    all.decay(left);
    contexts.values().forEach(sums -> sums.decay(left));
    refusals.replaceAll((reason, count) -> count * left);
    entrantMillis *= left;
    asOf = time;
    return left;
  }

  void write(Packing.Writer out) {
    all.write(out);
    out.signed(contexts.size());
    for (Map.Entry<Integer, HazardSums> context : contexts.entrySet()) {
      out.signed(context.getKey());
      context.getValue().write(out);
    }
    out.signed(refusals.size());
    for (Map.Entry<String, Double> reason : refusals.entrySet()) {
      out.text(reason.getKey());
      out.number(reason.getValue());
    }
    out.signed(asOf);
    out.number(learntMillis);
    out.number(entrantMillis);
  }

  void read(Packing.Reader in) {
    all.add(HazardSums.read(bins, in));
    for (int n = (int) in.signed(); n > 0; n--) {
      contexts.put((int) in.signed(), HazardSums.read(bins, in));
    }
    for (int n = (int) in.signed(); n > 0; n--) {
      refusals.put(in.text(), in.number());
    }
    asOf = in.signed();
    learntMillis = in.number();
    entrantMillis = in.number();
  }
}

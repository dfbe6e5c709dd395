package io.chokepoint.domain.detection;

import io.chokepoint.domain.conversion.LagBins;
import io.chokepoint.domain.journey.TallyDelta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;

/**
 * Entrants of a step as independent random variables: what they would tell a detector, evaluation
 * by evaluation.
 */
final class SimulatedStep {
  static final long MINUTE = 60_000;
  static final long START = 1_700_000_040_000L - 1_700_000_040_000L % MINUTE;

  /** The topics: that of the entrants, and that of the step's end. */
  static final int ENTERED = 0;

  static final int REACHED = 1;

  /** How many enter a minute. */
  LongToDoubleFunction entrantsPerMinute = minute -> 200;

  /** The chance to convert, by the minute in which the conversion is due. */
  LongToDoubleFunction rate = minute -> 0.97;

  /** How much later than usual a conversion comes, by the minute of its entry, in ms. */
  LongToDoubleFunction delayMillis = minute -> 0;

  /** The share of those not converted that is refused, at the time at which it was due. */
  double refused;

  /** Whether the topic of the step's end speaks in a minute. */
  java.util.function.LongPredicate speaks = minute -> true;

  /** The values of the one dimension, each with the same share; none where empty. */
  List<String> segments = List.of();

  /** The value that alone is hit by {@link #rate}; all where empty. The others have 0.97. */
  String hit = "";

  private final long horizonMillis;
  private final double meanLagMillis;
  private final SplittableRandom random;
  private final int minutes;
  private final TreeMap<Long, List<CohortEvidence>> evidence = new TreeMap<>();
  private final TreeMap<Long, long[]> pulses = new TreeMap<>();
  long lost;

  SimulatedStep(long seed, int minutes, long horizonMillis, double meanLagMillis) {
    this.random = new SplittableRandom(seed);
    this.minutes = minutes;
    this.horizonMillis = horizonMillis;
    this.meanLagMillis = meanLagMillis;
  }

  EdgeShape shape() {
    return new EdgeShape(
        0,
        0,
        new LagBins(horizonMillis),
        MINUTE,
        0,
        0,
        MINUTE,
        new int[] {REACHED},
        ENTERED,
        new long[] {MINUTE, MINUTE},
        EdgeShape.Load.NONE,
        11);
  }

  /** Draws everything. */
  SimulatedStep draw() {
    for (int minute = 0; minute < minutes; minute++) {
      cohort(minute);
    }
    return this;
  }

  private void cohort(int minute) {
    LagBins bins = shape().bins();
    int count = (int) Math.round(entrantsPerMinute.applyAsDouble(minute));
    long start = START + minute * MINUTE;
    Map<String, long[]> byBin = new TreeMap<>();
    Map<String, long[]> refusedByBin = new TreeMap<>();
    Map<String, Long> entrants = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      long entered = start + random.nextLong(MINUTE);
      pulse(ENTERED, entered);
      String segment = segments.isEmpty() ? "" : segments.get(random.nextInt(segments.size()));
      entrants.merge("", 1L, Long::sum);
      if (!segment.isEmpty()) {
        entrants.merge(segment, 1L, Long::sum);
      }
      double lag =
          -Math.log(1 - random.nextDouble()) * meanLagMillis + delayMillis.applyAsDouble(minute);
      long due = entered + (long) lag;
      long dueMinute = Math.floorDiv(due - START, MINUTE);
      boolean isHit = hit.isEmpty() || hit.equals(segment);
      double chance = isHit ? rate.applyAsDouble(dueMinute) : 0.97;
      boolean converts = random.nextDouble() < chance && lag <= horizonMillis;
      if (!converts) {
        lost++;
        if (random.nextDouble() < refused && lag <= horizonMillis) {
          pulse(REACHED, due);
          count(refusedByBin, "", bins, (long) lag);
          if (!segment.isEmpty()) {
            count(refusedByBin, segment, bins, (long) lag);
          }
        }
      } else if (speaks.test(dueMinute)) {
        pulse(REACHED, due);
        count(byBin, "", bins, (long) lag);
        if (!segment.isEmpty()) {
          count(byBin, segment, bins, (long) lag);
        }
      }
    }
    tell(start, bins, entrants, byBin, refusedByBin);
  }

  private static void count(Map<String, long[]> by, String segment, LagBins bins, long lag) {
    by.computeIfAbsent(segment, s -> new long[bins.count()])[bins.binOf(lag)]++;
  }

  private void pulse(int topic, long time) {
    long minute = Math.floorDiv(time, MINUTE) * MINUTE;
    long[] of = pulses.computeIfAbsent(minute, m -> new long[4]);
    of[2 * topic]++;
    of[2 * topic + 1] = Math.max(of[2 * topic + 1], time);
  }

  private void tell(
      long start,
      LagBins bins,
      Map<String, Long> entrants,
      Map<String, long[]> byBin,
      Map<String, long[]> refusedByBin) {
    int from = 0;
    while (from < bins.count()) {
      long at = evaluation(start, bins, from);
      int to = from + 1;
      while (to < bins.count() && evaluation(start, bins, to) == at) {
        to++;
      }
      List<CohortEvidence.OfSegment> total = new ArrayList<>();
      List<CohortEvidence.OfSegment> others = new ArrayList<>();
      for (Map.Entry<String, Long> segment : entrants.entrySet()) {
        long[] all = byBin.getOrDefault(segment.getKey(), new long[bins.count()]);
        long[] no = refusedByBin.getOrDefault(segment.getKey(), new long[bins.count()]);
        long before = 0;
        for (int k = 0; k < from; k++) {
          before += all[k];
        }
        long[] now = new long[to - from];
        long refusals = 0;
        for (int k = from; k < to; k++) {
          now[k - from] = all[k];
          refusals += no[k];
        }
        if (from > 0 && before == segment.getValue()) {
          continue;
        }
        (segment.getKey().isEmpty() ? total : others)
            .add(
                new CohortEvidence.OfSegment(
                    segment.getKey(),
                    segment.getValue(),
                    0,
                    before,
                    now,
                    refusals == 0 ? Map.of() : Map.of("out_of_order", refusals),
                    0));
      }
      if (!total.isEmpty()) {
        add(at, new CohortEvidence(start, TallyDelta.TOTAL, from, to, total));
      }
      if (!others.isEmpty()) {
        add(at, new CohortEvidence(start, 0, from, to, others));
      }
      from = to;
    }
  }

  private void add(long at, CohortEvidence more) {
    evidence.computeIfAbsent(at, e -> new ArrayList<>()).add(more);
  }

  private static long evaluation(long start, LagBins bins, int bin) {
    return Math.floorDiv(start + 2 * MINUTE + bins.upperMillis(bin) - 1, MINUTE) * MINUTE;
  }

  /** The evaluations, while there are entrants. */
  List<Long> evaluations() {
    List<Long> evaluations = new ArrayList<>();
    for (long at = START + MINUTE; at <= START + minutes * MINUTE; at += MINUTE) {
      evaluations.add(at);
    }
    return evaluations;
  }

  /** What an evaluation takes. */
  List<CohortEvidence> evidence(long evaluation) {
    return evidence.getOrDefault(evaluation, List.of());
  }

  /** What the topics said in the minute before an evaluation. */
  List<TopicPulse> pulses(long evaluation) {
    List<TopicPulse> said = new ArrayList<>();
    long[] of = pulses.get(evaluation - MINUTE);
    for (int topic = 0; of != null && topic < 2; topic++) {
      if (of[2 * topic] > 0) {
        said.add(new TopicPulse(topic, evaluation - MINUTE, of[2 * topic + 1], of[2 * topic]));
      }
    }
    return said;
  }

  /** The statuses of a detector that sees it all, by minute of the evaluation. */
  Map<Integer, EdgeStatus> run(EdgeDetector detector) {
    Map<Integer, EdgeStatus> statuses = new HashMap<>();
    for (long at : evaluations()) {
      pulses(at).forEach(detector::pulse);
      statuses.put((int) ((at - START) / MINUTE), detector.evaluate(at, evidence(at)));
    }
    return statuses;
  }
}

package io.chokepoint.console.view;

import io.chokepoint.console.memory.Cohort;
import io.chokepoint.domain.conversion.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of the entrants of some cohorts together. Of cohorts that were not complete at the
 * time in question only the entrants are known for certain, where that time is past.
 */
final class Tally {
  private record Lag(long millis, long conversions) {}

  private final long asOfMillis;
  private final Map<String, Long> reasons = new TreeMap<>();
  private final List<Lag> medians = new ArrayList<>();
  private final List<Lag> tails = new ArrayList<>();
  private long entrants;
  private long converted;
  private long pending;
  private long dropped;
  private long unknown;
  private long judged;
  private long judgedConverted;
  private int cohorts;
  private int complete;
  private double weight;
  private double weightedRate;
  private double weightedLow;
  private double weightedHigh;

  private Tally(long asOfMillis) {
    this.asOfMillis = asOfMillis;
  }

  static Tally of(List<Cohort> cohorts, long asOfMillis) {
    Tally tally = new Tally(asOfMillis);
    cohorts.forEach(tally::add);
    return tally;
  }

  private void add(Cohort cohort) {
    boolean isComplete = cohort.isCompleteAt(asOfMillis);
    cohorts++;
    entrants += cohort.entrants();
    if (!isComplete && asOfMillis != Query.NOW) {
      // What the row said then has been replaced since.
      pending += cohort.entrants();
      return;
    }
    converted += cohort.converted();
    pending += cohort.pending();
    dropped += cohort.dropped();
    unknown += cohort.unknown();
    cohort.addReasonsTo(reasons);
    if (isComplete) {
      complete++;
      judged += cohort.entrants() - cohort.unknown();
      judgedConverted += cohort.converted();
      add(cohort.lagP50Millis(), cohort.converted(), medians);
      add(cohort.lagP95Millis(), cohort.converted(), tails);
    }
    if (!Double.isNaN(cohort.rate()) && cohort.entrants() > 0) {
      weight += cohort.entrants();
      weightedRate += cohort.entrants() * cohort.rate();
      weightedLow += cohort.entrants() * cohort.rateLow();
      weightedHigh += cohort.entrants() * cohort.rateHigh();
    }
  }

  private static void add(@Nullable Long millis, long conversions, List<Lag> lags) {
    if (millis != null && conversions > 0) {
      lags.add(new Lag(millis, conversions));
    }
  }

  long entrants() {
    return entrants;
  }

  long converted() {
    return converted;
  }

  long pending() {
    return pending;
  }

  long dropped() {
    return dropped;
  }

  long unknown() {
    return unknown;
  }

  /** Entrants of complete cohorts of whom it is known what became of them. */
  long judged() {
    return judged;
  }

  long judgedConverted() {
    return judgedConverted;
  }

  boolean isComplete() {
    return cohorts > 0 && complete == cohorts;
  }

  boolean isEmpty() {
    return cohorts == 0;
  }

  Map<String, Long> reasons() {
    return reasons;
  }

  /** The rate of the complete cohorts; null without entrants. */
  @Nullable Interval rate() {
    return judged == 0 || judgedConverted > judged
        ? null
        : Interval.wilson(judgedConverted, judged);
  }

  /**
   * The rate that the cohorts are heading for: of complete ones their rate, of others their
   * nowcast, weighted by entrants, and the bounds likewise; null where none has either.
   */
  @Nullable Interval estimate() {
    return weight == 0
        ? null
        : new Interval(weightedRate / weight, weightedLow / weight, weightedHigh / weight);
  }

  /** The median of the complete cohorts' median lags, by conversions; null without any. */
  @Nullable Long lagP50Millis() {
    return middle(medians);
  }

  /** The same of their 95th percentiles. */
  @Nullable Long lagP95Millis() {
    return middle(tails);
  }

  private static @Nullable Long middle(List<Lag> lags) {
    List<Lag> sorted = lags.stream().sorted(Comparator.comparingLong(Lag::millis)).toList();
    long left = sorted.stream().mapToLong(Lag::conversions).sum() / 2;
    for (Lag lag : sorted) {
      left -= lag.conversions();
      if (left <= 0) {
        return lag.millis();
      }
    }
    return null;
  }
}

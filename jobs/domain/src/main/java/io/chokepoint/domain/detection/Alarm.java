package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alarm of a step: what it has found out since its onset, and, when the rate is back, what is
 * still to be learnt of the cohorts that it hit.
 */
final class Alarm {
  /** Evidence that the rate is back: as probable as twenty to one. */
  private static final double IS_BACK = StrictMath.log(20);

  /** A relapse must not have to outweigh hours of health. */
  private static final double MOST_EVIDENCE = 3 * IS_BACK;

  /** An evaluation says something of recovery where it expects at least so many conversions. */
  private static final double LEAST_EXPECTED = 0.5;

  final SegmentKey trigger;
  final int alternative;
  final long onset;
  final long openedAt;
  final Affected affected;

  /** By segment, the total included: the counts since the onset. */
  final TreeMap<SegmentKey, Counts> since = new TreeMap<>();

  EdgeStatus.Kind kind = EdgeStatus.Kind.STALLED;

  /** Cohorts from this start on are not of this alarm; no time while it lasts. */
  long endsWithCohort = Long.MAX_VALUE;

  int recovering;
  private double health;
  private long unhealthyAt;
  private double missingLately;
  private double millisLately;

  Alarm(SegmentKey trigger, int alternative, long onset, long openedAt, Affected affected) {
    this.trigger = trigger;
    this.alternative = alternative;
    this.onset = onset;
    this.openedAt = openedAt;
    this.affected = affected;
    unhealthyAt = openedAt;
  }

  boolean isOver() {
    return endsWithCohort != Long.MAX_VALUE;
  }

  Counts of(SegmentKey segment) {
    return since.computeIfAbsent(segment, s -> new Counts());
  }

  /** Conversions missing since the onset, of the segment that it goes by. */
  double missing() {
    return of(trigger).missing();
  }

  /** The part of the expected conversions that is missing. */
  double loss() {
    Counts counts = of(trigger);
    return counts.expected <= 0 ? 0 : Math.max(0, counts.missing() / counts.expected);
  }

  /**
   * Weighs whether the rate is back, by the young cells of an evaluation alone: when a backlog
   * completes, that says nothing of who enters now.
   *
   * @param ratio their log-likelihood ratio for the loss, divided by its dispersion
   * @param expected conversions that they ought to have
   */
  void weigh(long evaluation, double ratio, double expected) {
    health = Math.min(MOST_EVIDENCE, health - ratio);
    if (health <= 0) {
      health = 0;
      unhealthyAt = evaluation;
    }
    if (health <= IS_BACK) {
      recovering = 0;
    } else if (expected >= LEAST_EXPECTED) {
      recovering++;
    }
  }

  /** The last evaluation at which nothing spoke for health, in ms. */
  long unhealthyAt() {
    return unhealthyAt;
  }

  /** Notes what has gone missing since the last evaluation, for the rate at present. */
  void passed(double missing, double millis, double halfLifeMillis) {
    double factor = StrictMath.pow(2, -millis / halfLifeMillis);
    missingLately = missingLately * factor + missing;
    millisLately = millisLately * factor + millis;
  }

  double missingPerMilli() {
    return millisLately == 0 ? 0 : Math.max(0, missingLately / millisLately);
  }

  void write(Packing.Writer out) {
    trigger.write(out);
    out.signed(alternative);
    out.signed(onset);
    out.signed(openedAt);
    affected.write(out);
    out.signed(since.size());
    for (Map.Entry<SegmentKey, Counts> segment : since.entrySet()) {
      segment.getKey().write(out);
      segment.getValue().write(out);
    }
    out.signed(kind.ordinal());
    out.signed(endsWithCohort);
    out.signed(recovering);
    out.number(health);
    out.signed(unhealthyAt);
    out.number(missingLately);
    out.number(millisLately);
  }

  static Alarm read(int bins, Packing.Reader in) {
    SegmentKey trigger = SegmentKey.read(in);
    int alternative = (int) in.signed();
    long onset = in.signed();
    long openedAt = in.signed();
    Affected affected = new Affected(bins);
    affected.read(in);
    Alarm alarm = new Alarm(trigger, alternative, onset, openedAt, affected);
    for (int n = (int) in.signed(); n > 0; n--) {
      alarm.since.put(SegmentKey.read(in), Counts.read(in));
    }
    alarm.kind = EdgeStatus.Kind.values()[(int) in.signed()];
    alarm.endsWithCohort = in.signed();
    alarm.recovering = (int) in.signed();
    alarm.health = in.number();
    alarm.unhealthyAt = in.signed();
    alarm.missingLately = in.number();
    alarm.millisLately = in.number();
    return alarm;
  }
}

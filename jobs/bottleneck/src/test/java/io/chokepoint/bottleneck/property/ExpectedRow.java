package io.chokepoint.bottleneck.property;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What a row must say, summed up journey by journey. */
final class ExpectedRow {
  long entrants;
  long converted;
  long gaps;
  long valueEntered;
  long valueConverted;
  final TreeMap<String, Long> reasons = new TreeMap<>();
  private final List<Long> lags = new ArrayList<>();
  private final List<Course> courses = new ArrayList<>();

  /**
   * Which row it is.
   *
   * @param edge {@code step} or {@code funnel}
   */
  record Id(
      String path,
      String edge,
      String from,
      String to,
      String dimension,
      String segment,
      long cohortStart) {

    /** The row of another segment in the same table. */
    Id of(String other) {
      return new Id(path, edge, from, to, dimension, other, cohortStart);
    }
  }

  /**
   * What became of one entrant of a step.
   *
   * @param convertedAt its lag, in ms, or −1 where it did not convert
   * @param refusals in the order of time, none after the conversion
   */
  record Course(long convertedAt, List<Refused> refusals) {}

  /** An entrant was refused at a lag. */
  record Refused(long lagMillis, String reason) {}

  void course(Course course) {
    courses.add(course);
  }

  /** By reason, the entrants that were refused up to a lag and had not converted by then. */
  TreeMap<String, Long> refusedBy(long lagMillis) {
    TreeMap<String, Long> refused = new TreeMap<>();
    for (Course course : courses) {
      if (course.convertedAt() < 0 || course.convertedAt() > lagMillis) {
        String last = null;
        for (Refused refusal : course.refusals()) {
          last = refusal.lagMillis() <= lagMillis ? refusal.reason() : last;
        }
        if (last != null) {
          refused.merge(last, 1L, Long::sum);
        }
      }
    }
    return refused;
  }

  void add(ExpectedRow other) {
    courses.addAll(other.courses);
    entrants += other.entrants;
    converted += other.converted;
    gaps += other.gaps;
    valueEntered += other.valueEntered;
    valueConverted += other.valueConverted;
    other.reasons.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
    lags.addAll(other.lags);
  }

  void converted(long lagMillis, long value) {
    converted++;
    valueConverted += value;
    lags.add(lagMillis);
  }

  void notConverted(String reason) {
    reasons.merge(reason, 1L, Long::sum);
  }

  /** Conversions by bin: the lags above the bound before up to and including the bin's own. */
  List<Long> byBin(List<Long> upperMillis) {
    List<Long> counts = new ArrayList<>();
    long below = -1;
    for (long upper : upperMillis) {
      long from = below;
      counts.add(lags.stream().filter(lag -> lag > from && lag <= upper).count());
      below = upper;
    }
    return counts;
  }

  /** The element at ⌊q·n⌋ of the sorted lags, or −1 where there is none. */
  long lagQuantileMillis(double q) {
    List<Long> sorted = lags.stream().sorted().toList();
    return sorted.isEmpty()
        ? -1
        : sorted.get(Math.min(sorted.size() - 1, (int) (q * sorted.size())));
  }
}

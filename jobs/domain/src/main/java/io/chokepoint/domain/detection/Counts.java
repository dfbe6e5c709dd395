package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import java.util.Map;
import java.util.TreeMap;

/** What one segment was expected to convert, and did, over some time. */
final class Counts {
  double entrants;
  double value;
  double expected;
  double converted;
  final TreeMap<String, Long> refusals = new TreeMap<>();

  void add(Tally tally, double worth, Map<String, Long> refused) {
    entrants += tally.entrants;
    value += worth;
    expected += tally.mass;
    converted += tally.observed;
    refused.forEach((reason, change) -> refusals.merge(reason, change, Long::sum));
  }

  void add(Counts other) {
    entrants += other.entrants;
    value += other.value;
    expected += other.expected;
    converted += other.converted;
    other.refusals.forEach((reason, count) -> refusals.merge(reason, count, Long::sum));
  }

  double missing() {
    return expected - converted;
  }

  void write(Packing.Writer out) {
    out.number(entrants);
    out.number(value);
    out.number(expected);
    out.number(converted);
    out.signed(refusals.size());
    for (Map.Entry<String, Long> reason : refusals.entrySet()) {
      out.text(reason.getKey());
      out.signed(reason.getValue());
    }
  }

  static Counts read(Packing.Reader in) {
    Counts counts = new Counts();
    counts.entrants = in.number();
    counts.value = in.number();
    counts.expected = in.number();
    counts.converted = in.number();
    for (int n = (int) in.signed(); n > 0; n--) {
      counts.refusals.put(in.text(), in.signed());
    }
    return counts;
  }
}

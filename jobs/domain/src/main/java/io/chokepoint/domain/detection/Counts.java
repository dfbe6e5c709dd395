package io.chokepoint.domain.detection;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

  void write(DataOutput out) throws IOException {
    out.writeDouble(entrants);
    out.writeDouble(value);
    out.writeDouble(expected);
    out.writeDouble(converted);
    out.writeInt(refusals.size());
    for (Map.Entry<String, Long> reason : refusals.entrySet()) {
      out.writeUTF(reason.getKey());
      out.writeLong(reason.getValue());
    }
  }

  static Counts read(DataInput in) throws IOException {
    Counts counts = new Counts();
    counts.entrants = in.readDouble();
    counts.value = in.readDouble();
    counts.expected = in.readDouble();
    counts.converted = in.readDouble();
    for (int n = in.readInt(); n > 0; n--) {
      counts.refusals.put(in.readUTF(), in.readLong());
    }
    return counts;
  }
}

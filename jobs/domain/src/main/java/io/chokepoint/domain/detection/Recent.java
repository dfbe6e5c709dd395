package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import java.util.Map;
import java.util.TreeMap;

/** The counts of one segment of late, by time, so that an alarm can look back to its onset. */
final class Recent {
  /** How many stretches of time are remembered. */
  static final int SLOTS = 24;

  private final long slotMillis;
  private final TreeMap<Long, Counts> slots = new TreeMap<>();

  Recent(long slotMillis) {
    this.slotMillis = slotMillis;
  }

  /** Adds an evaluation. */
  void add(long evaluation, Tally tally, double value, Map<String, Long> refusals) {
    Counts counts =
        slots.computeIfAbsent(
            Math.floorDiv(evaluation - 1, slotMillis) * slotMillis, s -> new Counts());
    counts.add(tally, value, refusals);
    while (slots.size() > SLOTS || slots.firstKey() < evaluation - SLOTS * slotMillis) {
      slots.pollFirstEntry();
    }
  }

  /** The counts since a time, by whole slots. */
  Counts since(long time) {
    Counts sum = new Counts();
    slots.tailMap(Math.floorDiv(time, slotMillis) * slotMillis, true).values().forEach(sum::add);
    return sum;
  }

  boolean isEmpty() {
    return slots.isEmpty();
  }

  void forgetBefore(long evaluation) {
    slots.headMap(evaluation - SLOTS * slotMillis).clear();
  }

  void write(Packing.Writer out) {
    out.signed(slots.size());
    for (Map.Entry<Long, Counts> slot : slots.entrySet()) {
      out.signed(slot.getKey());
      slot.getValue().write(out);
    }
  }

  void read(Packing.Reader in) {
    for (int n = (int) in.signed(); n > 0; n--) {
      slots.put(in.signed(), Counts.read(in));
    }
  }
}

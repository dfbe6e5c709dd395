package io.chokepoint.datagen;

import java.util.PriorityQueue;

/** What is going to happen, in the order of event time; at equal times in the order of planning. */
final class Agenda {
  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long nowMillis;
  private long planned;

  Agenda(long startMillis) {
    nowMillis = startMillis;
  }

  /** The time of what happens now, in ms. */
  long nowMillis() {
    return nowMillis;
  }

  /** Plans something, in that many ms from now. */
  void in(long lagMillis, Runnable what) {
    at(nowMillis + lagMillis, what);
  }

  /** Plans something at a time that is not past. */
  void at(long timeMillis, Runnable what) {
    if (timeMillis < nowMillis) {
      throw new IllegalArgumentException("planned at " + timeMillis + ", now is " + nowMillis);
    }
    entries.add(new Entry(timeMillis, planned++, what));
  }

  /** Lets the next thing happen; false where nothing is planned. */
  boolean step() {
    Entry next = entries.poll();
    if (next == null) {
      return false;
    }
    nowMillis = next.timeMillis;
    next.what.run();
    return true;
  }

  /** How much is planned. */
  int size() {
    return entries.size();
  }

  private record Entry(long timeMillis, long order, Runnable what) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(timeMillis, other.timeMillis);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }
}

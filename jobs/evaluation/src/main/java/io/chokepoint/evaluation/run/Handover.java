package io.chokepoint.evaluation.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a job in this process is given and gives back. The operators travel to the mini cluster in
 * serialised form, so they know it by a number alone.
 */
final class Handover {
  private static final Map<Long, Handover> OPEN = new ConcurrentHashMap<>();
  private static final AtomicLong NEXT = new AtomicLong();

  private final long number = NEXT.getAndIncrement();
  private final EventsInOrder events;
  private final Findings findings;

  private Handover(EventsInOrder events, Findings findings) {
    this.events = events;
    this.findings = findings;
  }

  static Handover open(EventsInOrder events, Findings findings) {
    Handover handover = new Handover(events, findings);
    OPEN.put(handover.number, handover);
    return handover;
  }

  static Handover of(long number) {
    Handover handover = OPEN.get(number);
    if (handover == null) {
      throw new IllegalStateException("this job was not begun in this process");
    }
    return handover;
  }

  void close() {
    OPEN.remove(number);
  }

  long number() {
    return number;
  }

  EventsInOrder events() {
    return events;
  }

  Findings findings() {
    return findings;
  }
}

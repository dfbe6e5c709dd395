package io.chokepoint.evaluation.run;

import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.datagen.Simulation;
import io.chokepoint.datagen.scenario.Course;
import io.chokepoint.datagen.scenario.Effect;
import io.chokepoint.evaluation.plan.EvaluationCase;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The events of a case in the order of event time, as a run over a recording sees them: what is
 * delivered late is waited for. Those of one time stay in the order of their delivery.
 */
final class EventsInOrder implements Iterator<SourceRecord> {

  private record Waiting(long time, long number, SourceRecord record) {}

  private final Simulation simulation;
  private final PlacedEvents placed;
  private final StageCounts counts;
  private final long longestDelayMillis;
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong(Waiting::time).thenComparingLong(Waiting::number));
  private long number;
  private long deliveredMillis = Long.MIN_VALUE;

  EventsInOrder(EvaluationCase of, Simulation simulation, StageCounts counts) {
    this.simulation = simulation;
    this.counts = counts;
    placed = new PlacedEvents(of.network());
    long longest = 0;
    for (Effect effect : of.effects()) {
      Course course = effect.course();
      longest +=
          switch (effect.kind()) {
            case SILENT_TOPIC ->
                effect.withheld() == Effect.Withheld.HELD
                    ? Math.max(0, course.endMillis() - course.onsetMillis() - longest)
                    : 0;
            case LATE_TOPIC, DUPLICATE_DELIVERY -> effect.delayMillis();
            default -> 0;
          };
    }
    // A producer's clock that is behind makes its events late, too.
    longestDelayMillis = longest + of.options().behaviour().clockSkewMillis();
  }

  @Override
  public boolean hasNext() {
    while (simulation.hasNext() && !isNextKnown()) {
      SimulatedEvent event = simulation.next();
      deliveredMillis = event.deliveredMillis();
      @Nullable SourceRecord record = place(event);
      if (record != null) {
        waiting.add(new Waiting(record.time(), number, record));
      }
    }
    return !waiting.isEmpty();
  }

  /** The simulation, for who takes its events in the order of their delivery. */
  Simulation simulation() {
    return simulation;
  }

  /** The record of an event, which is counted; null where the network has no such topic. */
  @Nullable SourceRecord place(SimulatedEvent event) {
    @Nullable SourceRecord record = placed.place(event);
    if (record != null) {
      number++;
      counts.add(record, event.deliveredMillis());
    }
    return record;
  }

  private boolean isNextKnown() {
    Waiting first = waiting.peek();
    return first != null && first.time() < deliveredMillis - longestDelayMillis;
  }

  @Override
  public SourceRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the case is over");
    }
    return waiting.remove().record();
  }

  /** How many events there were. */
  long events() {
    return number;
  }
}

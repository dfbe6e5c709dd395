package io.chokepoint.bench.state;

import io.chokepoint.bottleneck.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Lets the journeys' events into the job, as many as are admitted, and then holds the source
 * without ending it: the journeys stay open.
 *
 * <p>The source runs in this process, so it finds its turnstile by its number.
 */
final class Turnstile implements AutoCloseable {
  private static final Map<Integer, Turnstile> OPEN = new ConcurrentHashMap<>();

  /** A part of the events, one behind the other. */
  private record Section(Fill fill, int fromCopy, int copies, long start) {}

  private final int number;
  private final SimulatedJourneys journeys;
  private final List<Section> sections = new ArrayList<>();
  private long length;
  private long admitted;
  private long passed;
  private CompletableFuture<Void> onMore = new CompletableFuture<>();
  private CompletableFuture<Void> onUsedUp = new CompletableFuture<>();

  private Turnstile(int number, SimulatedJourneys journeys) {
    this.number = number;
    this.journeys = journeys;
  }

  /** Opens one. */
  static synchronized Turnstile open(SimulatedJourneys journeys) {
    int number = OPEN.size();
    while (OPEN.containsKey(number)) {
      number++;
    }
    Turnstile turnstile = new Turnstile(number, journeys);
    OPEN.put(number, turnstile);
    return turnstile;
  }

  private static Turnstile of(int number) {
    Turnstile turnstile = OPEN.get(number);
    if (turnstile == null) {
      throw new IllegalStateException("the measurement is over");
    }
    return turnstile;
  }

  /** Admits the events that bring copies of the journeys to a fill. */
  synchronized void admit(Fill fill, int fromCopy, int copies) {
    sections.add(new Section(fill, fromCopy, copies, length));
    length += (long) copies * journeys.events(fill);
    admitted = length;
    onUsedUp = new CompletableFuture<>();
    CompletableFuture<Void> waiting = onMore;
    onMore = new CompletableFuture<>();
    waiting.complete(null);
  }

  /** How many of the admitted events the source has emitted. */
  synchronized long passed() {
    return passed;
  }

  /** How many events are admitted. */
  synchronized long admitted() {
    return admitted;
  }

  /** Done when the source has emitted all that is admitted. */
  synchronized CompletableFuture<Void> usedUp() {
    return onUsedUp;
  }

  private synchronized CompletionStage<Void> pass(int events) {
    if (passed + events <= admitted) {
      passed += events;
      return CompletableFuture.completedFuture(null);
    }
    onUsedUp.complete(null);
    return onMore.thenCompose(more -> pass(events));
  }

  private synchronized SourceRecord event(long index) {
    int s = sections.size() - 1;
    while (sections.get(s).start > index) {
      s--;
    }
    Section section = sections.get(s);
    long at = index - section.start;
    int perCopy = journeys.events(section.fill);
    return journeys.event(
        section.fill, (int) (at % perCopy), section.fromCopy + (int) (at / perCopy));
  }

  /** What Flink asks for events. */
  GeneratorFunction<Long, SourceRecord> generator() {
    int of = number;
    return index -> of(of).event(index);
  }

  /** What Flink asks whether it may. */
  RateLimiterStrategy<NumberSequenceSplit> limiter() {
    int of = number;
    return parallelism -> events -> of(of).pass(events);
  }

  @Override
  public void close() {
    OPEN.remove(number);
  }
}

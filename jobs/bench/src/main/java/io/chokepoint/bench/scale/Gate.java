package io.chokepoint.bench.scale;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets as many ticks into a job as are admitted, and knows how far its last operators are. The job
 * runs in this process, so its source and its sinks find their gate by its number.
 */
final class Gate implements AutoCloseable {
  private static final Map<Integer, Gate> OPEN = new ConcurrentHashMap<>();
  private static final AtomicInteger LAST = new AtomicInteger();

  private final int number;
  private long admitted;
  private long passed;
  private CompletableFuture<Void> onMore = new CompletableFuture<>();
  private long awaited = Long.MAX_VALUE;
  private CompletableFuture<Void> onReached = new CompletableFuture<>();

  private Gate(int number) {
    this.number = number;
  }

  /** Opens one. */
  static Gate open() {
    Gate gate = new Gate(LAST.incrementAndGet());
    OPEN.put(gate.number, gate);
    return gate;
  }

  /** The open gate of a number. */
  static Gate of(int number) {
    Gate gate = OPEN.get(number);
    if (gate == null) {
      throw new IllegalStateException("the measurement is over");
    }
    return gate;
  }

  /** What finds it. */
  int number() {
    return number;
  }

  /**
   * Admits more ticks.
   *
   * @param millis watermark that says that all of them are through
   * @return done when it has come to the last operator
   */
  synchronized CompletableFuture<Void> admit(long ticks, long millis) {
    admitted += ticks;
    awaited = millis;
    onReached = new CompletableFuture<>();
    CompletableFuture<Void> waiting = onMore;
    onMore = new CompletableFuture<>();
    waiting.complete(null);
    return onReached;
  }

  /** How many ticks the source has let through. */
  synchronized long passed() {
    return passed;
  }

  /** What the source asks before each tick. */
  synchronized CompletionStage<Void> pass(int ticks) {
    if (passed + ticks <= admitted) {
      passed += ticks;
      return CompletableFuture.completedFuture(null);
    }
    return onMore.thenCompose(more -> pass(ticks));
  }

  /** What the last operator says with each watermark. */
  synchronized void reached(long watermark) {
    if (watermark >= awaited) {
      onReached.complete(null);
    }
  }

  @Override
  public void close() {
    OPEN.remove(number);
  }
}

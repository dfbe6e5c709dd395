package io.chokepoint.bench.checkpoint;

import io.chokepoint.bench.state.Fill;
import io.chokepoint.bench.state.MeasuredJob;
import io.chokepoint.bench.state.SimulatedJourneys;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps a job supplied with events, as fast as it takes them: the open journeys go on from where
 * they are to their last stages, some at a time, and where all have, new ones go all the way.
 */
final class EventFlow implements AutoCloseable {
  /** So many at a time: little enough to be let in at once, and some seconds of work. */
  private static final long CHUNK = 200_000;

  private static final long LOOK_EVERY_MILLIS = 100;

  private final MeasuredJob job;
  private final SimulatedJourneys journeys;
  private final Fill fill;
  private final int opened;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Thread thread;
  private int copy = 1;

  private EventFlow(MeasuredJob job, SimulatedJourneys journeys, Fill fill, int opened) {
    this.job = job;
    this.journeys = journeys;
    this.fill = fill;
    this.opened = opened;
    thread = new Thread(this::supply, "event flow");
    thread.setDaemon(true);
  }

  /**
   * Starts it.
   *
   * @param fill how far the open journeys have come
   * @param opened how many copies of them there are, from copy 1 on
   */
  static EventFlow start(MeasuredJob job, SimulatedJourneys journeys, Fill fill, int opened) {
    EventFlow flow = new EventFlow(job, journeys, fill, opened);
    flow.thread.start();
    return flow;
  }

  private void supply() {
    try {
      while (!ended.get()) {
        if (job.waiting() < CHUNK) {
          admit();
        } else {
          TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private void admit() {
    boolean areOpen = copy <= opened;
    List<Fill> next =
        Arrays.stream(Fill.values()).filter(each -> !areOpen || each.compareTo(fill) > 0).toList();
    int events = next.stream().mapToInt(journeys::events).sum();
    int wanted = Math.toIntExact(Math.max(1, CHUNK / Math.max(1, events)));
    int copies = areOpen ? Math.min(wanted, opened + 1 - copy) : wanted;
    for (Fill each : next) {
      job.admit(each, copy, copies);
    }
    copy += copies;
  }

  /** Events a second over a time from now on. */
  double rateFor(long millis) throws Exception {
    Mark begin = mark();
    TimeUnit.MILLISECONDS.sleep(millis);
    return begin.rateUntilNow();
  }

  /** This moment. */
  Mark mark() {
    return new Mark(System.nanoTime(), job.passed());
  }

  @Override
  public void close() throws InterruptedException {
    ended.set(true);
    thread.interrupt();
    thread.join();
  }

  /** A moment, and how many events had gone through. */
  final class Mark {
    private final long nanos;
    private final long events;

    private Mark(long nanos, long events) {
      this.nanos = nanos;
      this.events = events;
    }

    /** Events a second since then. */
    double rateUntilNow() {
      return (job.passed() - events) * 1e9 / Math.max(1, System.nanoTime() - nanos);
    }
  }
}

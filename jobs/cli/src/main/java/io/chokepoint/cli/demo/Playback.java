package io.chokepoint.cli.demo;

import io.chokepoint.datagen.EventSink;
import io.chokepoint.datagen.Pace;
import io.chokepoint.datagen.Pace.Ending;
import io.chokepoint.datagen.SimulatedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A simulation that is played to a sink in a thread of its own. */
final class Playback implements AutoCloseable {

  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Exception failure;

  private Playback(Iterator<SimulatedEvent> events, Span span, Pace pace, EventSink sink) {
    thread =
        new Thread(
            () -> {
              try (sink) {
                Ahead ahead = new Ahead(events);
                Ending history =
                    new Pace(Pace.UNLIMITED)
                        .play(
                            ahead.until(next -> next.deliveredMillis() < span.historyEndMillis),
                            sink)
                        .ending();
                if (history == Ending.EXHAUSTED) {
                  pace.play(ahead.until(next -> next.eventTimeMillis() <= span.untilMillis), sink);
                }
              } catch (IOException | RuntimeException e) {
                failure = e;
              } finally {
                ended.countDown();
              }
            },
            "play-simulation");
  }

  /**
   * What is played.
   *
   * @param historyEndMillis event time before which all is played at once, in ms: the past from
   *     which the job learns what is usual
   * @param untilMillis event time after which nothing is played, in ms: what users began shortly
   *     before would otherwise go on in the future of the wall clock
   */
  record Span(long historyEndMillis, long untilMillis) {}

  /**
   * Begins to play.
   *
   * @param pace how fast, after the history
   * @param sink closed at the end
   */
  static Playback start(Iterator<SimulatedEvent> events, Span span, Pace pace, EventSink sink) {
    Playback playback = new Playback(events, span, pace, sink);
    playback.thread.setDaemon(true);
    playback.thread.start();
    return playback;
  }

  /**
   * Waits for the end.
   *
   * @return whether it has come
   * @throws IOException if the events could not be written
   */
  boolean awaitEnd(Duration limit) throws IOException, InterruptedException {
    boolean over = ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    Exception failed = failure;
    if (failed != null) {
      throw new IOException("the simulation cannot go on: " + failed.getMessage(), failed);
    }
    return over;
  }

  /** Stops playing. */
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  /** Events of which the next one can be looked at, so that they can be played in parts. */
  private static final class Ahead {
    private final Iterator<SimulatedEvent> events;
    private @Nullable SimulatedEvent next;

    Ahead(Iterator<SimulatedEvent> events) {
      this.events = events;
    }

    /** The next events, up to the first that is none of these. */
    Iterator<SimulatedEvent> until(Predicate<SimulatedEvent> these) {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          if (next == null && events.hasNext()) {
            next = events.next();
          }
          return next != null && these.test(next);
        }

        @Override
        public SimulatedEvent next() {
          if (!hasNext() || next == null) {
            throw new NoSuchElementException("over");
          }
          SimulatedEvent event = next;
          next = null;
          return event;
        }
      };
    }
  }
}

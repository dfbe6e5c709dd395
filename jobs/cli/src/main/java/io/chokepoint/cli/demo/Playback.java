package io.chokepoint.cli.demo;

import io.chokepoint.datagen.EventSink;
import io.chokepoint.datagen.Pace;
import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.datagen.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A simulation that is played to a sink in a thread of its own. */
final class Playback implements AutoCloseable {

  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Exception failure;

  private Playback(Simulation simulation, long untilMillis, Pace pace, EventSink sink) {
    thread =
        new Thread(
            () -> {
              try (sink) {
                pace.play(until(simulation, untilMillis), sink);
              } catch (IOException | RuntimeException e) {
                failure = e;
              } finally {
                ended.countDown();
              }
            },
            "play-simulation");
  }

  /**
   * Begins to play.
   *
   * @param untilMillis event time after which nothing is played, in ms: what users began shortly
   *     before would otherwise go on in the future of the wall clock
   * @param sink closed at the end
   */
  static Playback start(Simulation simulation, long untilMillis, Pace pace, EventSink sink) {
    Playback playback = new Playback(simulation, untilMillis, pace, sink);
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

  private static Iterator<SimulatedEvent> until(
      Iterator<SimulatedEvent> events, long untilMillis) {
    return new Iterator<>() {
      private @Nullable SimulatedEvent next;

      @Override
      public boolean hasNext() {
        if (next == null && events.hasNext()) {
          next = events.next();
        }
        return next != null && next.eventTimeMillis() <= untilMillis;
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

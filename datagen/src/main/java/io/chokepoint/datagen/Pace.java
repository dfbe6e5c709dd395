package io.chokepoint.datagen;

import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/**
 * Plays events in fast motion: so much simulated time passes in a unit of wall time. An interrupt
 * of the playing thread ends it promptly, whether it waits or writes.
 */
public final class Pace {
  /** As fast as it goes. */
  public static final double UNLIMITED = Double.POSITIVE_INFINITY;

  /**
   * Events that are due within this time are written without waiting: sleeping for less costs more
   * than it brings.
   */
  private static final long GRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final double speed;
  private final PaceClock clock;

  /**
   * A pace by the clock of the machine.
   *
   * @param speed simulated time per wall time: 60 plays an hour in a minute; {@link #UNLIMITED}
   *     never waits
   * @throws InvalidScenarioException if the speed is not above 0
   */
  public Pace(double speed) {
    this(speed, PaceClock.SYSTEM);
  }

  /** A pace by a given clock; otherwise as {@link #Pace(double)}. */
  public Pace(double speed, PaceClock clock) {
    if (!(speed > 0)) {
      throw new InvalidScenarioException(
          "The speed is a number above 0, for example 60 for an hour a minute, not " + speed + ".");
    }
    this.speed = speed;
    this.clock = clock;
  }

  /** How playing ended. */
  public enum Ending {
    /** All events were played. */
    EXHAUSTED,
    /** The thread was interrupted; its interrupt status is cleared. */
    INTERRUPTED
  }

  /**
   * What was played.
   *
   * @param events how many events were written
   * @param ending why it ended
   */
  public record Played(long events, Ending ending) {}

  /**
   * Writes the events to the sink, the first at once and each further one when it is due, and
   * flushes the sink before each wait and at the end. Does not close it.
   *
   * @throws IOException if the sink cannot take an event
   */
  public Played play(Iterator<SimulatedEvent> events, EventSink sink) throws IOException {
    long played = 0;
    long firstMillis = 0;
    long beginNanos = clock.nanoTime();
    while (true) {
      if (Thread.interrupted()) {
        return new Played(played, Ending.INTERRUPTED);
      }
      if (!events.hasNext()) {
        sink.flush();
        return new Played(played, Ending.EXHAUSTED);
      }
      SimulatedEvent event = events.next();
      if (played == 0) {
        firstMillis = event.deliveredMillis();
      }
      if (speed != UNLIMITED) {
        double simulatedMillis = event.deliveredMillis() - firstMillis;
        long dueNanos = (long) (simulatedMillis / speed * TimeUnit.MILLISECONDS.toNanos(1));
        long earlyNanos = dueNanos - (clock.nanoTime() - beginNanos);
        if (earlyNanos > GRAIN_NANOS) {
          sink.flush();
          try {
            clock.sleep(earlyNanos);
          } catch (InterruptedException e) {
            return new Played(played, Ending.INTERRUPTED);
          }
        }
      }
      sink.write(event);
      played++;
    }
  }
}

package io.chokepoint.datagen;

import java.util.concurrent.TimeUnit;

/** The clock by which events are played. */
public interface PaceClock {
  /** The clock of the machine. */
  PaceClock SYSTEM =
      new PaceClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(nanos);
        }
      };

  /** Nanoseconds since an arbitrary moment. */
  long nanoTime();

  /**
   * Waits.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits
   */
  void sleep(long nanos) throws InterruptedException;
}

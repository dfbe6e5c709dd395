package io.chokepoint.notifier.http;

import io.chokepoint.results.UndeliveredAlert;
import java.io.Serializable;

/** Where versions go that a receiver has not taken. */
public interface Undelivered extends AutoCloseable {

  /** Opens one in the task. */
  @FunctionalInterface
  interface Opening extends Serializable {
    /** Opens it. */
    Undelivered open();
  }

  /** Takes one. */
  void add(UndeliveredAlert alert);

  /** Returns when all that was taken is safe. */
  void flush();

  @Override
  void close();
}

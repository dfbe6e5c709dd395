package io.chokepoint.datagen;

/** Somebody who visits applications, and remembers how it went. */
final class User {
  private static final long DAY_MILLIS = 86_400_000;

  /** How much the last visit counts against all before it. */
  private static final double FRESHNESS = 0.5;

  final String id;

  /** Index of the application that the user knows. */
  int app;

  /** How well the user was served, in [0, 1]: newcomers expect the best. */
  private double mood = 1;

  private long day = -1;
  private int requestsOfDay;

  User(String id, int app) {
    this.id = id;
    this.app = app;
  }

  double mood() {
    return mood;
  }

  /** A visit has gone that well, in [0, 1]. */
  void remembers(double served) {
    mood += FRESHNESS * (served - mood);
  }

  /** Counts a request; returns how many it is on its day, UTC. */
  int countRequest(long nowMillis) {
    long today = Math.floorDiv(nowMillis, DAY_MILLIS);
    if (today != day) {
      day = today;
      requestsOfDay = 0;
    }
    return ++requestsOfDay;
  }
}

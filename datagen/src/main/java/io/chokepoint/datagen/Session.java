package io.chokepoint.datagen;

import io.chokepoint.events.InferenceMode;
import io.chokepoint.events.SettlementMode;
import java.util.ArrayList;
import java.util.List;

/** A user's visit to an application: requests that one payment settles. */
final class Session {
  final String id;
  final String userId;
  final App app;
  final SettlementMode settlement;
  final InferenceMode mode;
  final long startMillis;
  int requestsToCome;
  int inFlight;
  int completed;
  Amount cost = Amount.ZERO;
  long lastActivityMillis;
  long lastCompletedMillis;
  boolean isClosed;
  boolean isIdleCheckPlanned;
  boolean isReturnDecided;

  /** Verified requests on which the user decides after the visit. */
  final List<Runnable> afterwards = new ArrayList<>(0);

  Session(
      String id,
      String userId,
      App app,
      SettlementMode settlement,
      InferenceMode mode,
      long startMillis,
      int requestsToCome) {
    this.id = id;
    this.userId = userId;
    this.app = app;
    this.settlement = settlement;
    this.mode = mode;
    this.startMillis = startMillis;
    this.requestsToCome = requestsToCome;
    lastActivityMillis = startMillis;
  }
}

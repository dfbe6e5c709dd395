package io.chokepoint.datagen;

import io.chokepoint.events.InferenceMode;
import io.chokepoint.events.SettlementMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user's visit to an application: requests that one payment settles. */
final class Session {
  final String id;
  final User user;

  /** Index of the application in its catalog. */
  final int app;

  /** The application's id when the visit began. */
  final String appId;

  final SettlementMode settlement;
  final InferenceMode mode;

  /** What the scenario has to do with the visit, or null. */
  final @Nullable Added added;

  final long startMillis;
  int requestsToCome;
  int asked;
  int inFlight;
  int completed;
  @Nullable Request lastCompleted;
  Amount cost = Amount.ZERO;
  long lastActivityMillis;
  boolean isClosed;
  boolean isIdleCheckPlanned;
  boolean isReturnDecided;

  /** Verified requests on which the user decides after the visit. */
  final List<Runnable> afterwards = new ArrayList<>(0);

  Session(
      String id,
      User user,
      String appId,
      SettlementMode settlement,
      InferenceMode mode,
      @Nullable Added added,
      long startMillis,
      int requestsToCome) {
    this.id = id;
    this.user = user;
    app = user.app;
    this.appId = appId;
    this.settlement = settlement;
    this.mode = mode;
    this.added = added;
    this.startMillis = startMillis;
    this.requestsToCome = requestsToCome;
    lastActivityMillis = startMillis;
  }
}

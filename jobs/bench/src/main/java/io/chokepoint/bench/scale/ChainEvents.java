package io.chokepoint.bench.scale;

import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecord.Origin;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.StageEvent.Kind;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;

/**
 * The events of a workload, each by arithmetic alone, so that they cost next to nothing: at each
 * tick a journey begins, and those that began some ticks ago come to their next stages. At every
 * stage a tenth of the journeys is lost.
 */
final class ChainEvents implements Serializable {
  private static final long serialVersionUID = 1;

  /** In the past on every clock: 2026-01-01. */
  private static final long START_MILLIS = 1_767_225_600_000L;

  private static final double KEPT = 0.9;
  private static final int SEGMENTS = 100;
  private static final int KEYS = 100_000;
  private static final double ZIPF = 1.2;
  private static final double HOT_KEY = 0.2;
  private static final double HOT_SEGMENT = 0.9;

  /** A UUID, packed: what tells the form of a key, and 16 bytes. */
  private static final int KEY_BYTES = 17;

  private static final byte UUID_FORM = 2;

  private final int stages;
  private final Skew skew;
  private final double spacingMillis;
  private final long lagTicks;
  private final String[][] segments = new String[SEGMENTS][];
  private final double[] zipf;

  ChainEvents(Workload workload, double spacingMillis) {
    stages = workload.stages();
    skew = workload.skew();
    this.spacingMillis = spacingMillis;
    // Half the horizon, so that what is lost stays open for longer than what is not.
    lagTicks = Math.max(1, (long) (workload.horizon().toMillis() / 2.0 / spacingMillis));
    for (int s = 0; s < SEGMENTS; s++) {
      segments[s] = new String[] {"segment-" + s};
    }
    zipf = skew == Skew.ZIPF_KEYS ? cumulated() : new double[0];
  }

  private static double[] cumulated() {
    double[] sums = new double[KEYS];
    double sum = 0;
    for (int k = 0; k < KEYS; k++) {
      sum += StrictMath.pow(k + 1, -ZIPF);
      sums[k] = sum;
    }
    for (int k = 0; k < KEYS; k++) {
      sums[k] /= sum;
    }
    return sums;
  }

  /** When a tick is, in event time. */
  long millisOf(long tick) {
    return START_MILLIS + (long) (tick * spacingMillis);
  }

  /** Events a tick, in the mean, once the first journeys have come to the end. */
  double eventsPerTick() {
    double events = 0;
    double share = 1;
    for (int s = 0; s < stages; s++) {
      events += share;
      share *= KEPT;
    }
    return events;
  }

  /** The events of a tick. */
  void at(long tick, Consumer<SourceRecord> out) {
    long millis = millisOf(tick);
    for (int s = 0; s < stages; s++) {
      long journey = tick - s * lagTicks;
      if (journey >= 0 && stagesOf(journey) > s) {
        out.accept(
            new SourceRecord(
                new Origin("chain", 0, tick, Origin.NO_TIMESTAMP, null, null),
                s,
                millis,
                List.of(
                    new StageEvent(
                        Kind.JOURNEY,
                        0,
                        s,
                        millis,
                        key(journey),
                        null,
                        0,
                        s == 0 ? segment(journey) : StageEvent.NO_TEXTS,
                        0)),
                null));
      }
    }
  }

  /** How many stages a journey comes to, its first included. */
  private int stagesOf(long journey) {
    double left = share(journey, 1);
    int reached = 1;
    double kept = KEPT;
    while (reached < stages && left < kept) {
      kept *= KEPT;
      reached++;
    }
    return reached;
  }

  private String[] segment(long journey) {
    if (skew == Skew.HOT_SEGMENT && share(journey, 2) < HOT_SEGMENT) {
      return segments[0];
    }
    return segments[(int) (share(journey, 3) * SEGMENTS)];
  }

  /** The key of a journey. */
  byte[] key(long journey) {
    long identity =
        switch (skew) {
          case ZIPF_KEYS -> -1 - rank(share(journey, 4));
          case HOT_KEY -> share(journey, 5) < HOT_KEY ? -1 : journey;
          case NONE, HOT_SEGMENT -> journey;
        };
    byte[] key = new byte[KEY_BYTES];
    key[0] = UUID_FORM;
    long high = mixed(identity);
    long low = mixed(high ^ identity);
    for (int i = 0; i < Long.BYTES; i++) {
      key[1 + i] = (byte) (high >>> Byte.SIZE * i);
      key[1 + Long.BYTES + i] = (byte) (low >>> Byte.SIZE * i);
    }
    return key;
  }

  private long rank(double share) {
    int low = 0;
    int high = KEYS - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (zipf[middle] < share) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** A number from 0 to below 1 that a journey always has for a purpose. */
  private static double share(long journey, int purpose) {
    return (mixed(journey * 8 + purpose) >>> 11) * 0x1.0p-53;
  }

  /** The finalizer of SplitMix64: one to one, and every bit depends on every other. */
  private static long mixed(long number) {
    long mixed = number + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}

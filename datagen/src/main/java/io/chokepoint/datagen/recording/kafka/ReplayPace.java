package io.chokepoint.datagen.recording.kafka;

import io.chokepoint.datagen.recording.MergedMessages;
import io.chokepoint.datagen.recording.RecordedMessage;
import io.chokepoint.datagen.recording.RecordingReader;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** When messages are due: recorded time passes so many times as fast as real time. */
final class ReplayPace {
  /**
   * A longer gap is not waited for: it comes from an event with a broken clock, or from a recording
   * that stood still for long.
   */
  private static final long LONGEST_GAP_MILLIS = TimeUnit.DAYS.toMillis(1);

  private static final double NANOS_A_MILLI = 1e6;

  private final double speed;
  private long lastMillis = RecordedMessage.NO_TIME;
  private double dueNanos;

  ReplayPace(double speed) {
    this.speed = speed;
  }

  /** How long after the first message one is due that reaches this event time; never goes back. */
  double dueNanos(long reachedMillis) {
    if (lastMillis != RecordedMessage.NO_TIME) {
      long gapMillis = reachedMillis - lastMillis;
      if (gapMillis <= LONGEST_GAP_MILLIS) {
        dueNanos += gapMillis * NANOS_A_MILLI / speed;
      }
    }
    lastMillis = reachedMillis;
    return dueNanos;
  }

  /** How long a whole recording takes, in ms. */
  static long wholeMillis(RecordingReader recording, double speed) throws IOException {
    if (speed == Double.POSITIVE_INFINITY) {
      return 0;
    }
    ReplayPace pace = new ReplayPace(speed);
    double dueNanos = 0;
    try (MergedMessages messages = recording.messages()) {
      while (messages.next() != null) {
        dueNanos = pace.dueNanos(messages.reachedMillis());
      }
    }
    return (long) (dueNanos / NANOS_A_MILLI);
  }
}

package io.chokepoint.datagen.recording.kafka;

/**
 * How a recording is replayed.
 *
 * @param speed recorded time in a unit of real time: 1 as it was, 60 an hour in a minute, infinity
 *     as fast as it goes
 * @param times whether event times stay
 * @param beginning where it begins if some of it was replayed before
 */
public record ReplayOptions(double speed, Times times, Beginning beginning) {

  /** Which event times the replayed messages have. */
  public enum Times {
    /** Those of the recording; every byte is as it was. */
    AS_RECORDED,
    /**
     * Later by whole minutes, the same for all, so that the last event is of the present when it is
     * played: none is ever ahead of the clock, at any speed. The time fields of values are written
     * anew by their schemas, and so are Kafka's timestamps.
     */
    SHIFTED_TO_NOW
  }

  /** Where a replay begins. */
  public enum Beginning {
    /** Where the last one of this recording into this cluster ended, else at the start. */
    RESUMED,
    /** At the start, also if it was replayed before. */
    ANEW
  }

  /**
   * Checks the speed.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public ReplayOptions {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("the speed is a number above 0, not " + speed);
    }
  }
}

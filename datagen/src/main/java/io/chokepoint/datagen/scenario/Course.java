package io.chokepoint.datagen.scenario;

/**
 * When an effect is, and how it begins and ends; all in ms since the start of the simulation.
 *
 * <pre>
 *   strength 1          ________________
 *                      /                \
 *            0 _______/                  \________
 *                 onset  ramp       fade  end
 * </pre>
 *
 * @param onsetMillis when it begins, at least 0
 * @param endMillis when it is over, after the onset; {@link #FOREVER} where it outlasts the run
 * @param rampMillis how long it takes to full strength, from the onset; 0 for a step
 * @param fadeMillis how long it takes to end, up to the end; 0 for a step
 */
public record Course(long onsetMillis, long endMillis, long rampMillis, long fadeMillis) {

  /** The end of what does not end. */
  public static final long FOREVER = Long.MAX_VALUE;

  /**
   * Checks that it can be: a file's faults are reported before with their lines.
   *
   * @throws IllegalArgumentException if it cannot
   */
  public Course {
    if (onsetMillis < 0 || endMillis <= onsetMillis || rampMillis < 0 || fadeMillis < 0) {
      throw new IllegalArgumentException(
          "An effect begins at or after the start and ends after it has begun");
    }
    if (rampMillis > endMillis - onsetMillis || fadeMillis > endMillis - onsetMillis - rampMillis) {
      throw new IllegalArgumentException("An effect is over only after its ramp and fade");
    }
  }

  /** Whether the effect has an end. */
  public boolean ends() {
    return endMillis != FOREVER;
  }

  /**
   * How strong the effect is.
   *
   * @param millis time since the start of the simulation
   * @return 0 before the onset and from the end on, 1 at full strength, linear in between
   */
  public double strength(long millis) {
    if (millis < onsetMillis || millis >= endMillis) {
      return 0;
    }
    long begunMillis = millis - onsetMillis;
    if (begunMillis < rampMillis) {
      return (double) begunMillis / rampMillis;
    }
    long leftMillis = endMillis - millis;
    return leftMillis < fadeMillis ? (double) leftMillis / fadeMillis : 1;
  }
}

package io.chokepoint.datagen;

/** How large a network is for its demand: real ones grow with it. */
final class Sizing {
  private static final double MILLIS_A_MINUTE = 60_000;

  private Sizing() {}

  /**
   * So many entities that each expects enough traffic within the horizon on which it is measured.
   *
   * @param trafficPerMinute what is shared out evenly among them, a minute
   * @param horizonMillis the horizon, in ms
   * @param expected what each should get within it
   * @param most how many there are at most
   * @return their number, at least 1
   */
  static int entities(double trafficPerMinute, long horizonMillis, double expected, int most) {
    double fed = trafficPerMinute * horizonMillis / MILLIS_A_MINUTE / expected;
    return (int) Math.max(1, Math.min(most, fed));
  }
}

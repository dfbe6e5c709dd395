package io.chokepoint.domain.diagnosis;

/**
 * An amount with its 95 % interval.
 *
 * @param value the point estimate
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Estimate(double value, double low, double high) {
  /** Two-sided 95 %: the 0.975 quantile of the standard normal distribution. */
  static final double Z = 1.959963984540054;

  /** The estimate of a normal amount. */
  static Estimate of(double value, double deviation) {
    return new Estimate(value, value - Z * deviation, value + Z * deviation);
  }

  /** The same with all ends within bounds. */
  Estimate within(double least, double most) {
    return new Estimate(
        clamp(value, least, most), clamp(low, least, most), clamp(high, least, most));
  }

  /** The same in another unit. */
  Estimate times(double factor) {
    return new Estimate(value * factor, low * factor, high * factor);
  }

  private static double clamp(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }
}

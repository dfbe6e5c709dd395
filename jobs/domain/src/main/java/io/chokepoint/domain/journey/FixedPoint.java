package io.chokepoint.domain.journey;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Decimal numbers as fixed-point longs. */
public final class FixedPoint {
  /**
   * Numbers with more decimal places cannot matter in a long, and would cost memory to find out.
   */
  private static final int MOST_PLACES = 100;

  /**
   * Longer numbers are not read at all: the time to read one grows with the square of its digits,
   * and a megabyte of them, which a message can hold, takes most of a minute.
   */
  private static final int LONGEST_NUMBER = 256;

  private FixedPoint() {}

  /**
   * Reads a decimal number; digits beyond the scale are cut off.
   *
   * @param number the number, in plain or scientific notation
   * @param scale digits kept behind the decimal point
   * @return {@code number · 10^scale}
   * @throws NumberFormatException where it is no decimal number
   * @throws ArithmeticException where it does not fit in a long, or has more than {@value
   *     #LONGEST_NUMBER} characters
   */
  public static long parse(String number, int scale) {
    if (number.length() > LONGEST_NUMBER) {
      throw new ArithmeticException("a number of " + number.length() + " characters");
    }
    BigDecimal exact = new BigDecimal(number);
    if (Math.abs((long) exact.scale()) > MOST_PLACES) {
      throw new ArithmeticException("a number of " + exact.scale() + " decimal places");
    }
    return exact.setScale(scale, RoundingMode.DOWN).unscaledValue().longValueExact();
  }
}

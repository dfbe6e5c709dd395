package io.chokepoint.datagen;

/**
 * An amount of the token.
 *
 * @param micros millionths of a token; events carry the smallest unit, of which a token has 10^18
 */
record Amount(long micros) {
  static final Amount ZERO = new Amount(0);

  /** From 10^-6 to 10^-18. */
  private static final String SMALLEST_UNITS_A_MICRO = "000000000000";

  Amount plus(Amount other) {
    return new Amount(Math.addExact(micros, other.micros));
  }

  /** The decimal string in the smallest unit, as events carry it. */
  String text() {
    return micros == 0 ? "0" : micros + SMALLEST_UNITS_A_MICRO;
  }
}

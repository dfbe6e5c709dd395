package io.chokepoint.datagen.imports.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

/** How a log writes event times. */
public abstract class TimeFormat {

  /** What a mapping file calls the formats that need no pattern. */
  static final List<String> NAMES = List.of("iso", "epoch-s", "epoch-ms", "epoch-us", "epoch-ns");

  /**
   * Times out of these bounds are surely misread, seconds as milliseconds for example: Kafka keeps
   * no time before 1970, and no event log is of the 23rd century.
   */
  private static final long EARLIEST_MILLIS = 0;

  private static final long LATEST_MILLIS = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

  /**
   * More digits than any time has; writing out a number with a huge exponent would take forever.
   */
  private static final int MAX_DIGITS = 40;

  /** A format of a name and of nothing else: ISO 8601 or a count since 1970. */
  static TimeFormat ofEpoch(String name) {
    return new Epoch(
        switch (name) {
          case "epoch-s" -> 3;
          case "epoch-ms" -> 0;
          case "epoch-us" -> -3;
          case "epoch-ns" -> -6;
          default -> throw new IllegalArgumentException(name);
        });
  }

  /**
   * The time that a text says, in ms since 1970; fractions of a millisecond are cut off.
   *
   * @throws UnplacedException if it says none, none that exists, or one of two
   */
  public final long millis(String text) throws UnplacedException {
    long millis = parse(text.strip());
    if (millis < EARLIEST_MILLIS || millis >= LATEST_MILLIS) {
      throw new UnplacedException(
          RejectReason.BAD_TIME,
          "the time "
              + UnplacedException.quoted(text)
              + " would be out of the years 1970 to 2199; is it of another format?");
    }
    return millis;
  }

  abstract long parse(String text) throws UnplacedException;

  static UnplacedException bad(String text, String wanted) {
    return new UnplacedException(
        RejectReason.BAD_TIME, "the time " + UnplacedException.quoted(text) + " is not " + wanted);
  }

  /** A count of time units since 1970, with or without a fraction. */
  private static final class Epoch extends TimeFormat {
    private final int digitsToMillis;

    Epoch(int digitsToMillis) {
      this.digitsToMillis = digitsToMillis;
    }

    @Override
    long parse(String text) throws UnplacedException {
      try {
        BigDecimal millis = new BigDecimal(text).scaleByPowerOfTen(digitsToMillis);
        if (millis.precision() - (long) millis.scale() <= MAX_DIGITS
            && text.length() <= MAX_DIGITS) {
          return millis.setScale(0, RoundingMode.FLOOR).longValueExact();
        }
      } catch (ArithmeticException | NumberFormatException notANumber) {
        // Reported below, like one that is too long.
      }
      throw bad(text, "a number of seconds or parts of them since 1970");
    }
  }
}

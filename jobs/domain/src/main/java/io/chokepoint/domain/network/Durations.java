package io.chokepoint.domain.network;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as network files write them: a whole number and a unit, {@code 250ms} to {@code 7d}.
 */
public final class Durations {

  /**
   * The longest duration, a hundred years: sums of a path's horizons and an event time stay far
   * within a long.
   */
  public static final long MAX_MILLIS = 36_500L * 86_400_000;

  /** The units, as a remedy names them. */
  public static final String FORMAT = "a whole number and one of ms, s, m, h, d, such as 30s";

  private static final Pattern WRITTEN = Pattern.compile("([0-9]+)(ms|s|m|h|d)");

  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};

  private Durations() {}

  /**
   * Parses a duration.
   *
   * @param text for example {@code 90s}
   * @return milliseconds
   * @throws IllegalArgumentException if the text is no duration or one longer than {@link
   *     #MAX_MILLIS}; the message says which in plain words
   */
  public static long parseMillis(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a duration");
    }
    BigInteger millis =
        new BigInteger(written.group(1)).multiply(BigInteger.valueOf(unitMillis(written.group(2))));
    if (millis.compareTo(BigInteger.valueOf(MAX_MILLIS)) > 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is longer than the longest duration, " + text(MAX_MILLIS));
    }
    return millis.longValueExact();
  }

  /** A duration in its largest whole unit: 90,000 ms is {@code 90s}, 120,000 ms is {@code 2m}. */
  public static String text(long millis) {
    if (millis == 0) {
      return "0s";
    }
    for (String unit : UNITS) {
      if (millis % unitMillis(unit) == 0) {
        return millis / unitMillis(unit) + unit;
      }
    }
    throw new AssertionError("every duration is a whole number of milliseconds");
  }

  private static long unitMillis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      case "d" -> 86_400_000;
      default -> throw new AssertionError(unit);
    };
  }
}

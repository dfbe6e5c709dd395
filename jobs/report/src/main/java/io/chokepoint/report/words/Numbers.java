package io.chokepoint.report.words;

import io.chokepoint.domain.conversion.Interval;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as the report writes them; a unit never stands on another line than its number. */
public final class Numbers {

  /** What stands where there is no number. */
  public static final String ABSENT = "–";

  private static final char NARROW_SPACE = '\u202f';
  private static final double PERCENT = 100;

  /** More digits would claim a precision that no count of events has. */
  private static final int MOST_DIGITS = 4;

  /** From here on a sum is a power of ten: nobody counts the digits of more. */
  private static final BigDecimal LONG_NUMBER = BigDecimal.TEN.pow(12);

  private Numbers() {}

  /** A count, its thousands set apart. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A count and what is counted, which gets an s unless it is one. */
  public static String count(long count, String singular) {
    return count(count) + "\u00a0" + singular + (count == 1 ? "" : "s");
  }

  /** A share in percent: with one digit, and with more where fewer would claim all or nothing. */
  public static String percent(double share) {
    return percentDigits(share) + NARROW_SPACE + "%";
  }

  /** A rate in percent; a dash where there is none. */
  public static String percent(@Nullable Interval rate) {
    return rate == null ? ABSENT : percent(rate.rate());
  }

  /** The bounds of an interval in percent. */
  public static String bounds(@Nullable Interval rate) {
    return rate == null
        ? ABSENT
        : percentDigits(rate.low()) + "–" + percentDigits(rate.high()) + NARROW_SPACE + "%";
  }

  private static String percentDigits(double share) {
    for (int digits = 1; ; digits++) {
      String text = String.format(Locale.ROOT, "%." + digits + "f", share * PERCENT);
      double shown = Double.parseDouble(text);
      boolean claims = (shown == 0 && share > 0) || (shown == PERCENT && share < 1);
      if (!claims || digits == MOST_DIGITS) {
        return text;
      }
    }
  }

  /** A duration in the unit in which it has one to three digits before the point. */
  public static String duration(@Nullable Long millis) {
    if (millis == null) {
      return ABSENT;
    }
    double value = millis;
    if (value < 1_000) {
      return unit("%.0f", value, "ms");
    }
    if (value < 60_000) {
      return unit("%.1f", value / 1_000, "s");
    }
    if (value < 3_600_000) {
      return unit("%.1f", value / 60_000, "min");
    }
    if (value < 2 * 86_400_000.0) {
      return unit("%.1f", value / 3_600_000, "h");
    }
    return unit("%.1f", value / 86_400_000, "days");
  }

  private static String unit(String format, double value, String unit) {
    String digits = String.format(Locale.ROOT, format, value);
    return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits)
        + "\u00a0"
        + unit;
  }

  /**
   * A sum of values.
   *
   * @param unscaled the fixed-point sum
   * @param scale its digits behind the point; negative where it counts powers of ten
   */
  public static String value(BigInteger unscaled, int scale) {
    BigDecimal value = new BigDecimal(unscaled, scale);
    if (value.abs().compareTo(LONG_NUMBER) < 0) {
      return String.format(Locale.ROOT, "%,." + Math.max(0, scale) + "f", value);
    }
    int exponent = value.precision() - value.scale() - 1;
    BigDecimal mantissa = value.movePointLeft(exponent).setScale(2, RoundingMode.HALF_UP);
    return mantissa.toPlainString() + "\u00a0×\u00a010" + superscript(exponent);
  }

  private static String superscript(int exponent) {
    StringBuilder text = new StringBuilder();
    for (char digit : Integer.toString(exponent).toCharArray()) {
      text.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
    }
    return text.toString();
  }

  /** A coordinate of a picture: at most two digits behind the point. */
  public static String coordinate(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    if (text.charAt(end - 1) == '.') {
      end--;
    }
    String shortened = text.substring(0, end);
    return shortened.equals("-0") ? "0" : shortened;
  }

  /** A coordinate in percent of the picture's width. */
  public static String share(double percentOfWidth) {
    return coordinate(percentOfWidth) + "%";
  }
}

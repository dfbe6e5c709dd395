package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.network.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers, times and lists as people write them. */
final class Wording {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE_AND_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final long MINUTE_MILLIS = 60_000;
  private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

  /** From here on zeros are not counted by eye. */
  private static final double TOO_LONG = 1e15;

  private Wording() {}

  /** A share: 0.4 %, 41 %, 99.6 %; a tenth is told where a whole number would hide something. */
  static String percent(double share) {
    double percent = 100 * share;
    if (percent > 0 && percent < 0.05) {
      return "less than 0.1 %";
    }
    boolean fine = percent < 9.95 || (percent >= 98.5 && percent < 100);
    return (fine ? oneDecimal(percent) : String.format(Locale.ROOT, "%.0f", percent)) + " %";
  }

  private static String oneDecimal(double number) {
    String text = String.format(Locale.ROOT, "%.1f", number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /**
   * An amount with as many significant digits; below 10 with one decimal, from 10^15 on with a
   * power of ten.
   */
  static String number(double amount, int digits) {
    double size = Math.abs(amount);
    if (size < 9.95) {
      return oneDecimal(amount);
    }
    int magnitude = (int) Math.floor(StrictMath.log10(size));
    if (size >= TOO_LONG) {
      return oneDecimal(amount / StrictMath.pow(10, magnitude)) + " × 10^" + magnitude;
    }
    double unit = StrictMath.pow(10, Math.max(0, magnitude + 1 - digits));
    return String.format(Locale.ROOT, "%,.0f", Math.rint(amount / unit) * unit);
  }

  /**
   * An amount of value in its unit, such as 187 OPG or 0.012 OPG; in that of its field, where it
   * has no unit.
   *
   * @param amount fixed-point, as the path sums it
   */
  static String value(double amount, Value of) {
    if (of.unit() == null) {
      return number(amount * StrictMath.pow(10, -of.scale()), 3) + " of " + of.field();
    }
    double units = amount * StrictMath.pow(10, -of.scale() - of.unitDigits());
    return (Math.abs(units) >= 1 || units == 0 ? number(units, 3) : small(units)) + " " + of.unit();
  }

  /** Below 1, with two significant digits. */
  private static String small(double number) {
    int zeros = (int) -Math.floor(StrictMath.log10(Math.abs(number))) - 1;
    return zeros > 4
        ? String.format(Locale.ROOT, "%.1f", number * StrictMath.pow(10, zeros + 1))
            + " × 10^−"
            + (zeros + 1)
        : String.format(Locale.ROOT, "%." + (zeros + 2) + "f", number);
  }

  /** A time of day, with the date where it is not that of the evaluation. */
  static String time(long millis, long evaluation) {
    DateTimeFormatter format = dateOf(millis).equals(dateOf(evaluation)) ? TIME : DATE_AND_TIME;
    return format.format(Instant.ofEpochMilli(millis)) + " UTC";
  }

  private static LocalDate dateOf(long millis) {
    return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** A duration in its two largest units, such as 2 h 20 min; cut off, not rounded. */
  static String duration(long millis) {
    if (millis < MINUTE_MILLIS) {
      return millis / 1_000 + " s";
    }
    if (millis < HOUR_MILLIS) {
      return both(millis, MINUTE_MILLIS, "min", 1_000, "s");
    }
    return millis < 2 * DAY_MILLIS
        ? both(millis, HOUR_MILLIS, "h", MINUTE_MILLIS, "min")
        : both(millis, DAY_MILLIS, "d", HOUR_MILLIS, "h");
  }

  private static String both(long millis, long large, String name, long small, String smallName) {
    long rest = millis % large / small;
    return millis / large + " " + name + (rest == 0 ? "" : " " + rest + " " + smallName);
  }

  /** Names with commas and a last "and". */
  static String list(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /** The same, with the rest of a longer list counted. */
  static String list(List<String> names, int count, String ofRest) {
    List<String> all = new ArrayList<>(names);
    if (count > names.size()) {
      all.add(number(count - names.size(), 9) + " " + ofRest);
    }
    return list(all);
  }

  /** The plural of a path's name, as the word for its journeys. */
  static String plural(String noun) {
    if (noun.endsWith("y") && !noun.matches(".*[aeiou]y")) {
      return noun.substring(0, noun.length() - 1) + "ies";
    }
    return noun.matches(".*(s|x|ch|sh)") ? noun + "es" : noun + "s";
  }

  static String capitalised(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}

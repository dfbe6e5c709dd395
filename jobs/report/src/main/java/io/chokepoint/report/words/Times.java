package io.chokepoint.report.words;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Event times as the report writes them: in UTC, to the minute unless seconds matter. */
public final class Times {

  private static final DateTimeFormatter MINUTE = pattern("uuuu-MM-dd HH:mm");
  private static final DateTimeFormatter SECOND = pattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter CLOCK = pattern("HH:mm");
  private static final DateTimeFormatter DAY = pattern("uuuu-MM-dd");
  private static final DateTimeFormatter SHORT_DAY = pattern("d MMM");
  private static final DateTimeFormatter SHORT_MONTH = pattern("MMM");
  private static final DateTimeFormatter MONTH = pattern("MMM uuuu");

  private Times() {}

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  static LocalDateTime utc(long millis) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  /** A moment, with seconds only where it is not on a minute. */
  public static String moment(long millis) {
    LocalDateTime time = utc(millis);
    return (time.getSecond() == 0 ? MINUTE : SECOND).format(time);
  }

  /** A time of the day, {@code 07:30}. */
  public static String clock(long millis) {
    return CLOCK.format(utc(millis));
  }

  /** A day without its year, {@code 1 Aug}. */
  public static String shortDay(long millis) {
    return SHORT_DAY.format(utc(millis));
  }

  /** A month, {@code Aug 2022}. */
  public static String month(long millis) {
    return MONTH.format(utc(millis));
  }

  /** A month without its year, {@code Aug}. */
  public static String shortMonth(long millis) {
    return SHORT_MONTH.format(utc(millis));
  }

  /** The year. */
  public static int year(long millis) {
    return utc(millis).getYear();
  }

  /**
   * A span, without what its ends have in common.
   *
   * @param fromMillis its start, inclusive
   * @param toMillis its end, exclusive
   */
  public static String span(long fromMillis, long toMillis) {
    LocalDateTime from = utc(fromMillis);
    LocalDateTime to = utc(toMillis);
    boolean wholeDays = isMidnight(from) && isMidnight(to);
    if (wholeDays) {
      LocalDate last = to.toLocalDate().minusDays(1);
      return last.isAfter(from.toLocalDate())
          ? DAY.format(from) + " – " + DAY.format(last)
          : DAY.format(from);
    }
    return moment(fromMillis)
        + " – "
        + (from.toLocalDate().equals(to.toLocalDate()) && to.getSecond() == 0
            ? clock(toMillis)
            : moment(toMillis));
  }

  private static boolean isMidnight(LocalDateTime time) {
    return time.truncatedTo(ChronoUnit.DAYS).equals(time);
  }
}

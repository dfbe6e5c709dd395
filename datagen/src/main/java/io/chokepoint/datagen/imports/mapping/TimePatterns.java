package io.chokepoint.datagen.imports.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes time formats of the patterns of mapping files, and finds those that cannot work. */
final class TimePatterns {

  /** A time whose day, month, hour and minute cannot be taken for one another. */
  private static final ZonedDateTime SAMPLE =
      ZonedDateTime.of(2021, 11, 23, 17, 38, 49, 123_000_000, ZoneOffset.UTC);

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][ ]")
          .appendOptional(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendLiteral(',')
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, false)
          .optionalEnd()
          .appendPattern("[ ]")
          .appendOptional(
              new DateTimeFormatterBuilder()
                  .appendOffset("+HH:MM:ss", "Z")
                  .toFormatter(Locale.ROOT))
          .appendOptional(
              new DateTimeFormatterBuilder().appendOffset("+HHMM", "Z").toFormatter(Locale.ROOT))
          .appendOptional(
              new DateTimeFormatterBuilder().appendOffset("+HH", "Z").toFormatter(Locale.ROOT))
          .appendPattern("['['VV']']")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private TimePatterns() {}

  /** A pattern that cannot work, and what to write instead. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;
    private final String remedy;

    Unusable(String message, String remedy) {
      super(message);
      this.remedy = remedy;
    }

    String remedy() {
      return remedy;
    }
  }

  /** ISO 8601: a date, a time with T or a space before it, an offset or none. */
  static TimeFormat iso(@Nullable ZoneId zone, Ambiguous ambiguous) {
    return new WrittenTime(
        ISO, zone, ambiguous, "a date and time after ISO 8601, such as 2026-01-31T13:45:00Z");
  }

  /**
   * A pattern of {@link DateTimeFormatter}.
   *
   * @param zone where times are local if the pattern has no offset
   * @throws Unusable if no text of the pattern says a time
   */
  static TimeFormat of(String pattern, @Nullable ZoneId zone, Locale locale, Ambiguous ambiguous)
      throws Unusable {
    DateTimeFormatter formatter;
    TemporalAccessor parsed;
    try {
      formatter =
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern(withYearsThatNeedNoEra(pattern))
              .toFormatter(locale)
              .withResolverStyle(ResolverStyle.STRICT);
      parsed = formatter.parse(formatter.format(SAMPLE));
    } catch (IllegalArgumentException | DateTimeException noPattern) {
      throw new Unusable(
          "'" + pattern + "' is no pattern of times (" + noPattern.getMessage() + ")",
          "write one such as yyyy-MM-dd HH:mm:ss, or one of "
              + String.join(", ", TimeFormat.NAMES));
    }
    LocalDate date = parsed.query(TemporalQueries.localDate());
    if (date == null || !date.equals(SAMPLE.toLocalDate())) {
      throw new Unusable(
          "the pattern '" + pattern + "' gives no date",
          "a date needs year, month and day, such as yyyy-MM-dd; months are MM, minutes mm, and YYYY"
              + " counts weeks");
    }
    if (parsed.query(TemporalQueries.localTime()) == null && hasTimeOfDay(parsed)) {
      throw new Unusable(
          "the pattern '" + pattern + "' gives no time of day",
          "write hours as HH (0 to 23), or as hh with an 'a' for AM and PM");
    }
    if (zone == null && parsed.query(TemporalQueries.zone()) == null) {
      throw new Unusable(
          "times of the pattern '" + pattern + "' have no offset from UTC",
          "add 'zone', such as zone: Europe/Berlin or zone: UTC");
    }
    return new WrittenTime(
        formatter, zone, ambiguous, "of the pattern " + pattern + spoken(locale));
  }

  private static String spoken(Locale locale) {
    return locale.equals(Locale.ENGLISH) ? "" : " in " + locale.getDisplayLanguage(Locale.ENGLISH);
  }

  private static boolean hasTimeOfDay(TemporalAccessor parsed) {
    return parsed.isSupported(ChronoField.MINUTE_OF_HOUR)
        || parsed.isSupported(ChronoField.HOUR_OF_AMPM)
        || parsed.isSupported(ChronoField.CLOCK_HOUR_OF_AMPM);
  }

  /**
   * Strict reading refuses a 30th of February, and also a year without its era; {@code u} is the
   * year that needs none.
   */
  private static String withYearsThatNeedNoEra(String pattern) {
    StringBuilder plain = new StringBuilder();
    boolean quoted = false;
    boolean era = pattern.indexOf('G') >= 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      plain.append(c == 'y' && !quoted && !era ? 'u' : c);
    }
    return plain.toString();
  }
}

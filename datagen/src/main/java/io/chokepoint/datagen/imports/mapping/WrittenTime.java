package io.chokepoint.datagen.imports.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Times as people write them: a date, a time of day unless midnight is meant, and an offset or a
 * zone, which may come from the mapping.
 *
 * <p>When clocks are set forward, some local times never come, and when they are set back, some
 * come twice; an offset in the text settles both.
 */
final class WrittenTime extends TimeFormat {

  private final DateTimeFormatter formatter;
  private final @Nullable ZoneId zone;
  private final Ambiguous ambiguous;
  private final String wanted;

  /**
   * @param zone where times without an offset are local times, or null where none is known
   * @param wanted what a text should be, for messages
   */
  WrittenTime(
      DateTimeFormatter formatter, @Nullable ZoneId zone, Ambiguous ambiguous, String wanted) {
    this.formatter = formatter;
    this.zone = zone;
    this.ambiguous = ambiguous;
    this.wanted = wanted;
  }

  @Override
  long parse(String text) throws UnplacedException {
    LocalDateTime local;
    ZoneId in;
    try {
      TemporalAccessor parsed = formatter.parse(text);
      local = local(parsed);
      in = zoneOf(parsed);
    } catch (DateTimeException unreadable) {
      throw bad(text, wanted);
    }
    if (in == null) {
      throw new UnplacedException(
          RejectReason.BAD_TIME,
          "the time "
              + UnplacedException.quoted(text)
              + " has no offset, and the mapping gives no zone");
    }
    return local.toInstant(offset(local, in, text)).toEpochMilli();
  }

  private static LocalDateTime local(TemporalAccessor parsed) {
    LocalTime time = parsed.query(TemporalQueries.localTime());
    return LocalDateTime.of(LocalDate.from(parsed), time == null ? LocalTime.MIDNIGHT : time);
  }

  private @Nullable ZoneId zoneOf(TemporalAccessor parsed) {
    if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
      return ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS));
    }
    ZoneId written = parsed.query(TemporalQueries.zone());
    return written == null ? zone : written;
  }

  private ZoneOffset offset(LocalDateTime local, ZoneId in, String text) throws UnplacedException {
    List<ZoneOffset> offsets = in.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      throw new UnplacedException(
          RejectReason.NONEXISTENT_TIME,
          "the time "
              + UnplacedException.quoted(text)
              + " never comes in "
              + in
              + ": clocks are set forward across it");
    }
    if (offsets.size() > 1 && ambiguous == Ambiguous.REJECT) {
      throw new UnplacedException(
          RejectReason.AMBIGUOUS_TIME,
          "the time "
              + UnplacedException.quoted(text)
              + " comes twice in "
              + in
              + ": clocks are set back; 'ambiguous: earlier' or 'later' of the time says which");
    }
    return offsets.get(ambiguous == Ambiguous.LATER ? offsets.size() - 1 : 0);
  }
}

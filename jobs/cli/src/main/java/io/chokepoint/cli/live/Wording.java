package io.chokepoint.cli.live;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Numbers and times as the live view writes them. */
final class Wording {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
  private static final double PERCENT = 100;

  private Wording() {}

  static String percent(OptionalDouble share, String absent) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.1f %%", share.getAsDouble() * PERCENT)
        : absent;
  }

  static String perMinute(OptionalDouble count, String absent) {
    if (count.isEmpty()) {
      return absent;
    }
    double value = count.getAsDouble();
    return String.format(Locale.ROOT, value < 10 ? "%.1f/min" : "%.0f/min", value);
  }

  /** A duration in the unit in which it has one to three digits before the point. */
  static String duration(OptionalLong millis, String absent) {
    if (millis.isEmpty()) {
      return absent;
    }
    double value = millis.getAsLong();
    if (value < 1_000) {
      return String.format(Locale.ROOT, "%.0f ms", value);
    }
    if (value < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", value / 1_000);
    }
    if (value < 3_600_000) {
      return String.format(Locale.ROOT, "%.1f min", value / 60_000);
    }
    return String.format(Locale.ROOT, "%.1f h", value / 3_600_000);
  }

  static String minute(@Nullable Instant time, String absent) {
    return time == null ? absent : MINUTE.format(time);
  }
}

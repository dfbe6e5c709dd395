package io.chokepoint.cli.live;

import io.chokepoint.report.tally.EpisodeCourse;
import io.chokepoint.report.words.EpisodeWords;
import io.chokepoint.results.Alert;
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
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);
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

  /**
   * An episode in a line: what, since when, how urgent, where, at what cost, and whether it lasts.
   */
  static String episode(EpisodeCourse episode, Glyphs glyphs) {
    Alert alert = episode.latest();
    String place =
        alert.getTopic() != null
            ? alert.getTopic()
            : alert.getFrom() + " " + glyphs.arrow() + " " + alert.getTo();
    StringBuilder line = new StringBuilder();
    line.append(EpisodeWords.kinds(episode.kinds()))
        .append(" since ")
        .append(CLOCK.format(alert.getOnset()))
        .append(", found ")
        .append(CLOCK.format(alert.getOpenedAt()))
        .append(", ")
        .append(episode.isPage() ? "page" : "ticket")
        .append(", at ")
        .append(place)
        .append(" (")
        .append(alert.getLayer())
        .append(')');
    if (alert.getLost() >= 1) {
      line.append(String.format(Locale.ROOT, ", %,.0f lost", alert.getLost()));
    }
    if (!episode.isCritical()) {
      line.append(", impacted by another");
    }
    Instant resolved = alert.getResolvedAt();
    if (resolved != null) {
      line.append(", over ").append(CLOCK.format(resolved));
    }
    return line.toString();
  }

  static String minute(@Nullable Instant time, String absent) {
    return time == null ? absent : MINUTE.format(time);
  }
}

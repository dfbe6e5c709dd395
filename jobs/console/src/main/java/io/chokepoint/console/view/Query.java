package io.chokepoint.console.view;

import io.chokepoint.console.memory.SegmentKey;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for: of which network and segment, over which event time, as of when.
 *
 * @param network its name; null for the one with the newest results
 * @param segment the segment; null for the totals
 * @param fromMillis where the time begins; null for {@code rangeMillis} before its end
 * @param toMillis where it ends; null for the newest
 * @param rangeMillis how long it is where no beginning is given; 0 for all that is remembered
 * @param asOfMillis event time whose knowledge is asked for; {@link Long#MAX_VALUE} for now
 * @param points at most so many points of a series
 */
public record Query(
    @Nullable String network,
    @Nullable SegmentKey segment,
    @Nullable Long fromMillis,
    @Nullable Long toMillis,
    long rangeMillis,
    long asOfMillis,
    int points) {

  /** Who asks for now. */
  public static final long NOW = Long.MAX_VALUE;

  private static final Set<String> KNOWN =
      Set.of("network", "dimension", "segment", "from", "to", "range", "asof", "points");

  private static final Pattern DURATION = Pattern.compile("(\\d{1,5})(m|h|d)");
  private static final Duration USUAL_RANGE = Duration.ofHours(1);
  private static final Duration LONGEST_RANGE = Duration.ofDays(400);
  private static final int USUAL_POINTS = 180;
  private static final int MOST_POINTS = 1_000;
  private static final int LONGEST_TEXT = 256;

  /**
   * Reads one.
   *
   * @param parameters names and values of a request
   * @throws Refusal where one of them is not understood; it says what is
   */
  public static Query of(Map<String, String> parameters) throws Refusal {
    for (Map.Entry<String, String> each : parameters.entrySet()) {
      if (!KNOWN.contains(each.getKey())) {
        throw Refusal.bad(
            "unknown_parameter",
            "There is no parameter of this name; there are " + new TreeSet<>(KNOWN));
      }
      if (each.getValue().length() > LONGEST_TEXT) {
        throw Refusal.bad(
            "too_long", each.getKey() + " may have at most " + LONGEST_TEXT + " characters");
      }
    }
    Long from = time(parameters, "from");
    Long to = time(parameters, "to");
    Long asOf = time(parameters, "asof");
    if (from != null && to != null) {
      if (from >= to) {
        throw Refusal.bad("empty_range", "from has to be before to");
      }
      if (to - from > LONGEST_RANGE.toMillis()) {
        throw Refusal.bad(
            "range_too_long",
            "At most " + LONGEST_RANGE.toDays() + " days can be asked for at once");
      }
    }
    return new Query(
        parameters.get("network"),
        segment(parameters),
        from,
        to,
        range(parameters.getOrDefault("range", "")),
        asOf == null ? NOW : asOf,
        points(parameters.getOrDefault("points", "")));
  }

  private static @Nullable SegmentKey segment(Map<String, String> parameters) throws Refusal {
    String dimension = parameters.get("dimension");
    String value = parameters.get("segment");
    if (dimension == null && value == null) {
      return null;
    }
    if (dimension == null || value == null) {
      throw Refusal.bad("half_a_segment", "A segment needs both: dimension=NAME and segment=VALUE");
    }
    return new SegmentKey(dimension, value);
  }

  private static @Nullable Long time(Map<String, String> parameters, String name) throws Refusal {
    String text = parameters.get(name);
    if (text == null) {
      return null;
    }
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeParseException | ArithmeticException e) {
      throw Refusal.bad("bad_time", name + " is a time such as 2026-01-31T12:00:00Z");
    }
  }

  private static long range(String text) throws Refusal {
    if (text.isEmpty()) {
      return USUAL_RANGE.toMillis();
    }
    if (text.equals("all")) {
      return 0;
    }
    Matcher parts = DURATION.matcher(text);
    if (!parts.matches()) {
      throw Refusal.bad("bad_range", "range is all, or a duration such as 15m, 6h or 2d");
    }
    long count = Long.parseLong(parts.group(1));
    Duration range =
        switch (parts.group(2)) {
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    if (range.isZero() || range.compareTo(LONGEST_RANGE) > 0) {
      throw Refusal.bad(
          "range_too_long",
          "range is more than nothing and at most " + LONGEST_RANGE.toDays() + "d");
    }
    return range.toMillis();
  }

  private static int points(String text) throws Refusal {
    if (text.isEmpty()) {
      return USUAL_POINTS;
    }
    if (!text.matches("\\d{1,4}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MOST_POINTS) {
      throw Refusal.bad("bad_points", "points is a number from 1 to " + MOST_POINTS);
    }
    return Integer.parseInt(text);
  }
}

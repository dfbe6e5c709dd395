package io.chokepoint.report.picture;

import io.chokepoint.report.words.Numbers;
import io.chokepoint.report.words.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Event time along the width of a picture, in percent, so that a picture fits any screen.
 *
 * @param fromMillis the left end
 * @param toMillis the right end, later
 */
public record TimeAxis(long fromMillis, long toMillis) {

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final double WIDTH = 100;

  /** So many labels fit beside each other on a wide screen; a narrow one shows every second. */
  private static final int MOST_TICKS = 12;

  private static final long[] STEPS_MILLIS = {
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY
  };

  private static final int[] STEPS_MONTHS = {1, 2, 3, 6, 12, 24, 60};

  /** A label keeps so far from the ends that it does not stand out of the picture. */
  private static final double EDGE_PERCENT = 4;

  /** Nearer to the right end a label would be pushed onto the one before it. */
  private static final double LAST_PERCENT = 98;

  /**
   * A labelled moment.
   *
   * @param x its place, for example {@code 12.5%}
   * @param anchor how its label lies: start, middle or end
   * @param minor whether a narrow screen leaves it out
   */
  public record Tick(String x, String anchor, String label, boolean minor) {}

  /** An axis is never empty. */
  public TimeAxis {
    if (toMillis <= fromMillis) {
      throw new IllegalArgumentException(toMillis + " is not after " + fromMillis);
    }
  }

  /** Where a moment lies, in percent of the width; beyond the ends where it is. */
  public double at(long millis) {
    return WIDTH * (millis - fromMillis) / (double) (toMillis - fromMillis);
  }

  /** A span, cut to the axis. */
  Span span(long from, long to, String label) {
    double left = Math.max(0, Math.min(WIDTH, at(from)));
    double right = Math.max(left, Math.min(WIDTH, at(to)));
    return new Span(Numbers.share(left), Numbers.share(right - left), label);
  }

  /** Labelled moments at round times. */
  public List<Tick> ticks() {
    for (long step : STEPS_MILLIS) {
      if ((toMillis - fromMillis) / step < MOST_TICKS) {
        return ticksEvery(step);
      }
    }
    for (int months : STEPS_MONTHS) {
      List<Long> starts = monthStarts(months);
      if (starts.size() <= MOST_TICKS) {
        return starts.stream().map(start -> tick(start, month(start, starts), starts)).toList();
      }
    }
    return List.of();
  }

  private List<Tick> ticksEvery(long stepMillis) {
    List<Long> times = new ArrayList<>();
    long first = -Math.floorDiv(-fromMillis, stepMillis) * stepMillis;
    for (long time = first; time <= toMillis && at(time) < LAST_PERCENT; time += stepMillis) {
      times.add(time);
    }
    return times.stream()
        .map(time -> tick(time, time % DAY == 0 ? Times.shortDay(time) : Times.clock(time), times))
        .toList();
  }

  /** The year stands at the first label and wherever it changes. */
  private static String month(long start, List<Long> all) {
    int index = all.indexOf(start);
    return index > 0 && Times.year(all.get(index - 1)) == Times.year(start)
        ? Times.shortMonth(start)
        : Times.month(start);
  }

  private List<Long> monthStarts(int every) {
    List<Long> starts = new ArrayList<>();
    LocalDate first =
        Instant.ofEpochMilli(fromMillis).atZone(ZoneOffset.UTC).toLocalDate().withDayOfYear(1);
    for (LocalDate month = first; ; month = month.plusMonths(every)) {
      long start = month.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      if (start > toMillis || at(start) > LAST_PERCENT) {
        return starts;
      }
      if (start >= fromMillis) {
        starts.add(start);
      }
    }
  }

  private Tick tick(long time, String label, List<Long> all) {
    double x = at(time);
    String anchor = x < EDGE_PERCENT ? "start" : x > WIDTH - EDGE_PERCENT ? "end" : "middle";
    return new Tick(Numbers.share(x), anchor, label, all.indexOf(time) % 2 == 1);
  }
}

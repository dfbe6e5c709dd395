package io.chokepoint.evaluation.table;

import io.chokepoint.domain.conversion.Interval;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How many of how many.
 *
 * @param of how many of them are so
 * @param all how many there are
 */
public record Proportion(long of, long all) {

  /** Counts. */
  public static <T> Proportion of(Stream<T> items, Predicate<T> isSo) {
    long[] counts = new long[2];
    items.forEach(
        item -> {
          counts[0] += isSo.test(item) ? 1 : 0;
          counts[1]++;
        });
    return new Proportion(counts[0], counts[1]);
  }

  /** The share; NaN of none. */
  public double share() {
    return all == 0 ? Double.NaN : (double) of / all;
  }

  /** The share in percent with its 95 % interval by Wilson; a dash of none. */
  public String text() {
    if (all == 0) {
      return "–";
    }
    Interval interval = Interval.wilson(of, all);
    return String.format(
        Locale.ROOT,
        "%.0f%% (%.0f–%.0f)",
        100 * interval.rate(),
        100 * interval.low(),
        100 * interval.high());
  }
}

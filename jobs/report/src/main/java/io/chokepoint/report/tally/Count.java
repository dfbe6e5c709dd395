package io.chokepoint.report.tally;

import io.chokepoint.domain.conversion.Interval;
import io.chokepoint.results.ConversionRow;
import org.jspecify.annotations.Nullable;

/**
 * How many entered an edge and what became of them.
 *
 * @param entrants journeys that entered
 * @param converted those that reached the end in time
 * @param dropped those that no longer can
 */
public record Count(long entrants, long converted, long dropped) {

  /** Nobody. */
  public static final Count NONE = new Count(0, 0, 0);

  static Count of(ConversionRow row) {
    return new Count(row.getEntrants(), row.getConverted(), row.getDropped());
  }

  /** Both together. */
  public Count plus(Count other) {
    return new Count(
        entrants + other.entrants, converted + other.converted, dropped + other.dropped);
  }

  /** Those that are here and not in a part. */
  public Count minus(Count part) {
    return new Count(entrants - part.entrants, converted - part.converted, dropped - part.dropped);
  }

  /** The share that converted, with its Wilson interval; null without entrants. */
  public @Nullable Interval rate() {
    return entrants == 0 ? null : Interval.wilson(converted, entrants);
  }
}

package io.chokepoint.console.memory;

import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a conversion row: what became of those who entered an edge in one window.
 * Times are milliseconds since 1970, lags are milliseconds, rates are from 0 to 1.
 */
public final class Cohort {
  private static final long NOT_KNOWN = -1;

  private final long startMillis;
  private final long endMillis;
  private final long clockMillis;
  private final int version;
  private final boolean complete;
  private final long entrants;
  private final long converted;
  private final long pending;
  private final long dropped;
  private final long unknown;
  private final float rate;
  private final float rateLow;
  private final float rateHigh;
  private final long lagP50Millis;
  private final long lagP95Millis;
  private final Reasons reasons;

  Cohort(ConversionRow row, Names names) {
    startMillis = row.getCohortStart().toEpochMilli();
    endMillis = row.getCohortEnd().toEpochMilli();
    Instant clock = row.getClock();
    clockMillis = clock == null ? NOT_KNOWN : clock.toEpochMilli();
    version = row.getVersion();
    complete = row.getStatus() == ConversionStatus.final$;
    entrants = row.getEntrants();
    converted = row.getConverted();
    pending = row.getPending();
    dropped = row.getDropped();
    unknown = row.getUnknown();
    rate = real(complete ? row.getRate() : row.getNowcast());
    rateLow = real(complete ? row.getRateLow() : row.getNowcastLow());
    rateHigh = real(complete ? row.getRateHigh() : row.getNowcastHigh());
    lagP50Millis = row.getLagP50Millis() == null ? NOT_KNOWN : row.getLagP50Millis();
    lagP95Millis = row.getLagP95Millis() == null ? NOT_KNOWN : row.getLagP95Millis();
    reasons = Reasons.of(row.getDropsByReason(), names);
  }

  private static float real(@Nullable Double value) {
    return value == null ? Float.NaN : value.floatValue();
  }

  /** First millisecond of the window. */
  public long startMillis() {
    return startMillis;
  }

  /** End of the window, exclusive. */
  public long endMillis() {
    return endMillis;
  }

  /** Event time of what is said here; null where the row did not say. */
  public @Nullable Long clockMillis() {
    return clockMillis == NOT_KNOWN ? null : clockMillis;
  }

  int version() {
    return version;
  }

  /**
   * Whether the row is final and was so at a time.
   *
   * @param asOfMillis event time; the end of time for now
   */
  public boolean isCompleteAt(long asOfMillis) {
    return complete && clockMillis <= asOfMillis;
  }

  /** Who entered. */
  public long entrants() {
    return entrants;
  }

  /** Who of them reached the end of the edge in time. */
  public long converted() {
    return converted;
  }

  /** Who still can. */
  public long pending() {
    return pending;
  }

  /** Who did not. */
  public long dropped() {
    return dropped;
  }

  /** Of whom nobody will ever know. */
  public long unknown() {
    return unknown;
  }

  /** The rate of a final row, the nowcast of a provisional one; NaN where there is none. */
  public double rate() {
    return rate;
  }

  /** Lower end of its interval; NaN likewise. */
  public double rateLow() {
    return rateLow;
  }

  /** Upper end of its interval; NaN likewise. */
  public double rateHigh() {
    return rateHigh;
  }

  /** Median lag; null without conversions. */
  public @Nullable Long lagP50Millis() {
    return lagP50Millis == NOT_KNOWN ? null : lagP50Millis;
  }

  /** 95th percentile of the lag; null without conversions. */
  public @Nullable Long lagP95Millis() {
    return lagP95Millis == NOT_KNOWN ? null : lagP95Millis;
  }

  /** Adds the reasons of the drops to sums. */
  public void addReasonsTo(Map<String, Long> sums) {
    reasons.addTo(sums);
  }
}

package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.journey.Packing;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The totals of the latest complete cohorts of one edge. A later version of a cohort replaces the
 * earlier.
 */
public final class EdgeWindow {

  /**
   * The counts of one cohort.
   *
   * @param entrants journeys that entered the edge
   * @param converted entrants that converted
   */
  private record Counts(long entrants, long converted) {}

  private final NavigableMap<Long, Counts> cohorts = new TreeMap<>();

  /** Puts a cohort in, in place of its earlier version. */
  public void put(long cohortStart, long entrants, long converted) {
    cohorts.put(cohortStart, new Counts(entrants, converted));
  }

  /** Forgets the cohorts that start more than the window before the latest one. */
  public void keepLast(long windowMillis) {
    if (!cohorts.isEmpty()) {
      cohorts.headMap(cohorts.lastKey() - windowMillis, true).clear();
    }
  }

  /** Whether no cohort is here. */
  public boolean isEmpty() {
    return cohorts.isEmpty();
  }

  /** Start of the earliest cohort, in ms; there must be one. */
  public long firstCohort() {
    return cohorts.firstKey();
  }

  /** Start of the latest cohort, in ms; there must be one. */
  public long lastCohort() {
    return cohorts.lastKey();
  }

  /** Entrants of all cohorts here. */
  public long entrants() {
    return cohorts.values().stream().mapToLong(Counts::entrants).sum();
  }

  /** Conversions of all cohorts here. */
  public long converted() {
    return cohorts.values().stream().mapToLong(Counts::converted).sum();
  }

  /** Packs the window for the state. */
  public byte[] pack() {
    Packing.Writer writer = new Packing.Writer();
    writer.unsigned(cohorts.size());
    for (Map.Entry<Long, Counts> cohort : cohorts.entrySet()) {
      writer.signed(cohort.getKey());
      writer.unsigned(cohort.getValue().entrants());
      writer.unsigned(cohort.getValue().converted());
    }
    return writer.toBytes();
  }

  /** Unpacks what {@link #pack} made. */
  public static EdgeWindow unpack(byte[] packed) {
    Packing.Reader reader = new Packing.Reader();
    reader.reset(packed);
    EdgeWindow window = new EdgeWindow();
    for (int n = reader.count(); n > 0; n--) {
      window.put(reader.signed(), reader.unsigned(), reader.unsigned());
    }
    return window;
  }
}

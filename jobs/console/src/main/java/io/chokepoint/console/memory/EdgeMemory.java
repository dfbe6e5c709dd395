package io.chokepoint.console.memory;

import io.chokepoint.results.ConversionRow;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows of one edge: its totals, and its segments. */
public final class EdgeMemory {
  /** The dimension of the rows that are not broken down. */
  static final String TOTAL = "total";

  private static final Series NOTHING = new Series();

  private final EdgeKey key;
  private final String fromLayer;
  private final String layer;
  private final Series total = new Series();
  private final Map<SegmentKey, Series> segments = new HashMap<>();
  private final Set<String> dimensions = new TreeSet<>();

  EdgeMemory(EdgeKey key, ConversionRow first) {
    this.key = key;
    this.fromLayer = first.getFromLayer();
    this.layer = first.getLayer();
  }

  /** Takes in a row and says how much more is remembered, in cohorts. */
  int put(ConversionRow row, Names names) {
    Cohort cohort = new Cohort(row, names);
    if (row.getDimension().equals(TOTAL)) {
      return total.put(cohort);
    }
    SegmentKey segment = new SegmentKey(names.get(row.getDimension()), names.get(row.getSegment()));
    Series series = segments.get(segment);
    if (series == null) {
      series = new Series();
      segments.put(segment, series);
      dimensions.add(segment.dimension());
      return series.put(cohort) + 1;
    }
    return series.put(cohort);
  }

  /** Forgets totals that begin before a time, and says how many. */
  int forgetTotalsBefore(long startMillis) {
    return total.forgetBefore(startMillis);
  }

  /** Forgets what segments did before a time, and those of which nothing is left. */
  int forgetSegmentsBefore(long startMillis) {
    int forgotten = 0;
    Iterator<Series> each = segments.values().iterator();
    while (each.hasNext()) {
      Series series = each.next();
      forgotten += series.forgetBefore(startMillis);
      if (series.isEmpty()) {
        each.remove();
        forgotten++;
      }
    }
    return forgotten;
  }

  boolean hasSegments() {
    return !segments.isEmpty();
  }

  /** Which edge it is. */
  public EdgeKey key() {
    return key;
  }

  /** The layer of the stage at which it starts; empty where the writer did not say. */
  public String fromLayer() {
    return fromLayer;
  }

  /** The layer of the stage at which it ends; empty likewise. */
  public String layer() {
    return layer;
  }

  /** The rows that are not broken down. */
  public Series total() {
    return total;
  }

  /** The dimensions by which it is broken down. */
  public Set<String> dimensions() {
    return dimensions;
  }

  /** The rows of a segment, or for null the totals; empty where there are none. */
  public Series of(@Nullable SegmentKey segment) {
    return segment == null ? total : segments.getOrDefault(segment, NOTHING);
  }

  /** All its segments. */
  public Map<SegmentKey, Series> segments() {
    return segments;
  }
}

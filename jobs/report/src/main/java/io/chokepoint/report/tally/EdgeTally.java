package io.chokepoint.report.tally;

import io.chokepoint.results.ConversionRow;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An edge over all its cohorts. Cohorts without entrants say nothing and are not counted. */
public final class EdgeTally {
  private final EdgeName name;
  private final NavigableMap<Long, Count> cohorts = new TreeMap<>();
  private final Map<String, Long> reasons = new HashMap<>();
  private final Map<String, Map<String, Count>> segments = new LinkedHashMap<>();
  private Count total = Count.NONE;
  private List<Long> binUpperMillis = List.of();
  private long[] conversionsByBin = new long[0];
  private BigInteger valueDropped = BigInteger.ZERO;

  EdgeTally(EdgeName name) {
    this.name = name;
  }

  void addTotal(ConversionRow row) {
    Count count = Count.of(row);
    total = total.plus(count);
    cohorts.merge(row.getCohortStart().toEpochMilli(), count, Count::plus);
    row.getDropsByReason().forEach((reason, drops) -> reasons.merge(reason, drops, Long::sum));
    binUpperMillis = row.getBinUpperMillis();
    if (conversionsByBin.length == 0) {
      conversionsByBin = new long[binUpperMillis.size()];
    }
    for (int bin = 0; bin < conversionsByBin.length; bin++) {
      conversionsByBin[bin] += row.getConversionsByBin().get(bin);
    }
    valueDropped =
        valueDropped.add(BigInteger.valueOf(row.getValueEntered() - row.getValueConverted()));
  }

  void addSegment(ConversionRow row) {
    segments
        .computeIfAbsent(row.getDimension(), dimension -> new TreeMap<>())
        .merge(row.getSegment(), Count.of(row), Count::plus);
  }

  /** Which edge this is. */
  public EdgeName name() {
    return name;
  }

  /** All cohorts together. */
  public Count total() {
    return total;
  }

  /** The cohorts with entrants by their start in ms. */
  public NavigableMap<Long, Count> cohorts() {
    return cohorts;
  }

  /** Drops by reason, the most frequent first, equally frequent ones by name. */
  public List<Map.Entry<String, Long>> reasons() {
    List<Map.Entry<String, Long>> ordered = new ArrayList<>(reasons.entrySet());
    ordered.sort(
        Map.Entry.<String, Long>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()));
    return ordered;
  }

  /** By dimension and segment. */
  public Map<String, Map<String, Count>> segments() {
    return segments;
  }

  /** What the entrants that did not convert were worth, fixed-point in the path's scale. */
  public BigInteger valueDropped() {
    return valueDropped;
  }

  /** Upper bounds of the lag bins in ms. */
  public List<Long> binUpperMillis() {
    return binUpperMillis;
  }

  /** Conversions by lag bin. */
  public long[] conversionsByBin() {
    return conversionsByBin.clone();
  }

  /**
   * A quantile of the lag.
   *
   * @param share from 0 to 1
   * @return the upper bound of the bin in which it lies, in ms; null without conversions
   */
  public @Nullable Long lagMillis(double share) {
    long rank = (long) Math.ceil(share * total.converted());
    long seen = 0;
    for (int bin = 0; bin < conversionsByBin.length; bin++) {
      seen += conversionsByBin[bin];
      if (seen >= rank && seen > 0) {
        return binUpperMillis.get(bin);
      }
    }
    return null;
  }
}

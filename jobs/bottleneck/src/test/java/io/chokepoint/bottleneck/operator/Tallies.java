package io.chokepoint.bottleneck.operator;

import io.chokepoint.domain.journey.TallyDelta;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums of tally changes by what they change, without what sums to nothing. */
public final class Tallies {
  private Tallies() {}

  public static Map<TallyDelta, List<Long>> sum(List<TallyDelta> changes) {
    Map<TallyDelta, List<Long>> sums = new HashMap<>();
    for (TallyDelta delta : changes) {
      TallyDelta cell = of(delta, 0, 0);
      List<Long> before = sums.getOrDefault(cell, List.of(0L, 0L));
      sums.put(cell, List.of(before.get(0) + delta.count(), before.get(1) + delta.value()));
    }
    sums.values().removeIf(List.of(0L, 0L)::equals);
    return sums;
  }

  /** The same change of another size. */
  public static TallyDelta of(TallyDelta delta, long count, long value) {
    return new TallyDelta(
        delta.path(),
        delta.edge(),
        delta.dimension(),
        delta.segment(),
        delta.cohortStart(),
        delta.measure(),
        delta.lag(),
        delta.reason(),
        count,
        value);
  }
}

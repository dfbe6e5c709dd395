package io.chokepoint.console.view;

import io.chokepoint.console.memory.Cohort;
import io.chokepoint.console.memory.EdgeMemory;
import io.chokepoint.console.memory.Memory;
import io.chokepoint.console.memory.NetworkMemory;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The values of a dimension, those with most entrants first. */
public final class SegmentsOf {
  private static final int MOST = 100;

  private final Memory memory;

  /** Of a memory. */
  public SegmentsOf(Memory memory) {
    this.memory = memory;
  }

  /**
   * A value of a dimension.
   *
   * @param value the value
   * @param entrants the most that any step had of it, in the range
   */
  public record Value(String value, long entrants) {}

  /**
   * Finds values.
   *
   * @param query network and time
   * @param dimension of which dimension
   * @param part what the value has to contain, in any case; empty for all
   */
  public List<Value> at(Query query, String dimension, String part) {
    List<Value> found =
        memory.look(query.network(), network -> of(network, query, dimension, part));
    return found == null ? List.of() : found;
  }

  private static List<Value> of(NetworkMemory network, Query query, String dimension, String part) {
    TimeSpan span = TimeSpan.of(query, network);
    String wanted = part.toLowerCase(Locale.ROOT);
    Map<String, Long> most = new HashMap<>();
    for (EdgeMemory edge : network.edges()) {
      if (edge.dimensions().contains(dimension)) {
        edge.segments()
            .forEach(
                (segment, series) -> {
                  if (segment.dimension().equals(dimension)
                      && segment.value().toLowerCase(Locale.ROOT).contains(wanted)) {
                    long entrants =
                        series.between(span.from(), span.to()).stream()
                            .mapToLong(Cohort::entrants)
                            .sum();
                    most.merge(segment.value(), entrants, Math::max);
                  }
                });
      }
    }
    return most.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST)
        .map(entry -> new Value(entry.getKey(), entry.getValue()))
        .toList();
  }
}

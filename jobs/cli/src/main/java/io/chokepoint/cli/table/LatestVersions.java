package io.chokepoint.cli.table;

import io.chokepoint.results.ConversionRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Of the rows of each key, the one with the highest version: what holds in the end. */
public final class LatestVersions {

  private record Key(
      String path,
      String edge,
      String from,
      String to,
      String dimension,
      String segment,
      Instant cohort) {

    static Key of(ConversionRow row) {
      return new Key(
          row.getPath(),
          row.getEdge().name(),
          row.getFrom(),
          row.getTo(),
          row.getDimension(),
          row.getSegment(),
          row.getCohortStart());
    }
  }

  private LatestVersions() {}

  /** The rows that hold. */
  public static List<ConversionRow> of(List<ConversionRow> rows) {
    Map<Key, ConversionRow> latest = new LinkedHashMap<>();
    for (ConversionRow row : rows) {
      latest.merge(
          Key.of(row), row, (old, next) -> next.getVersion() > old.getVersion() ? next : old);
    }
    return new ArrayList<>(latest.values());
  }
}

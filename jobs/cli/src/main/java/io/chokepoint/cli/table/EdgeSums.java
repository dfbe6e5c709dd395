package io.chokepoint.cli.table;

import io.chokepoint.results.ConversionRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An edge over all its cohorts.
 *
 * @param path the path's name
 * @param edge the kind of edge
 * @param from stage at which it starts
 * @param to stage at which it ends
 * @param layer layer of {@code to}
 * @param cohorts how many cohorts have entrants
 * @param entrants the entrants of all of them
 * @param converted those that reached {@code to} in time
 * @param dropped those that no longer can
 * @param pending those that still can
 */
record EdgeSums(
    String path,
    String edge,
    String from,
    String to,
    String layer,
    int cohorts,
    long entrants,
    long converted,
    long dropped,
    long pending) {

  /** The edges of rows that are in the order of a table. */
  static List<EdgeSums> of(List<ConversionRow> ordered) {
    Map<List<String>, EdgeSums> sums = new LinkedHashMap<>();
    for (ConversionRow row : ordered) {
      List<String> edge = List.of(row.getPath(), row.getEdge().name(), row.getFrom(), row.getTo());
      sums.put(edge, plus(sums.get(edge), row));
    }
    return new ArrayList<>(sums.values());
  }

  private static EdgeSums plus(@Nullable EdgeSums sum, ConversionRow row) {
    if (sum == null) {
      return new EdgeSums(
          row.getPath(),
          row.getEdge().name(),
          row.getFrom(),
          row.getTo(),
          row.getLayer(),
          1,
          row.getEntrants(),
          row.getConverted(),
          row.getDropped(),
          row.getPending());
    }
    return new EdgeSums(
        sum.path,
        sum.edge,
        sum.from,
        sum.to,
        sum.layer,
        sum.cohorts + 1,
        sum.entrants + row.getEntrants(),
        sum.converted + row.getConverted(),
        sum.dropped + row.getDropped(),
        sum.pending + row.getPending());
  }
}

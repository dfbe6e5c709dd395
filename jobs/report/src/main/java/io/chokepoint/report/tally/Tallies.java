package io.chokepoint.report.tally;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All edges of a run. */
public final class Tallies {
  private static final String TOTAL = "total";

  private final Map<EdgeName, EdgeTally> edges = new HashMap<>();
  private final long fromMillis;
  private final long toMillis;

  private Tallies(List<ConversionRow> rows) {
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    for (ConversionRow row : rows) {
      if (row.getEntrants() == 0) {
        continue;
      }
      EdgeTally edge = edges.computeIfAbsent(EdgeName.of(row), EdgeTally::new);
      if (row.getDimension().equals(TOTAL)) {
        edge.addTotal(row);
        from = Math.min(from, row.getCohortStart().toEpochMilli());
        to = Math.max(to, row.getCohortEnd().toEpochMilli());
      } else {
        edge.addSegment(row);
      }
    }
    fromMillis = from;
    toMillis = to;
  }

  /** Sums the rows of a run: one row a key, in any order. */
  public static Tallies of(List<ConversionRow> rows) {
    return new Tallies(rows);
  }

  /** Whether nothing entered any edge; there is no time then. */
  public boolean isEmpty() {
    return toMillis == Long.MIN_VALUE;
  }

  /** Start of the first cohort, in ms. */
  public long fromMillis() {
    return fromMillis;
  }

  /** End of the last cohort, in ms. */
  public long toMillis() {
    return toMillis;
  }

  /** An edge; an empty one where nothing entered it. */
  public EdgeTally edge(EdgeName name) {
    EdgeTally edge = edges.get(name);
    return edge == null ? new EdgeTally(name) : edge;
  }

  /** The step to a stage other than the entry. */
  public EdgeTally step(Path path, Stage to) {
    return edge(
        new EdgeName(
            path.name(), ConversionEdge.step, path.stages().get(to.after()).name(), to.name()));
  }

  /** The edge from the entry to a later stage. */
  public EdgeTally funnel(Path path, Stage to) {
    return edge(
        new EdgeName(path.name(), ConversionEdge.funnel, path.stages().get(0).name(), to.name()));
  }

  /** How many entered a path. */
  public long entered(Path path) {
    return path.stages().stream()
        .skip(1)
        .mapToLong(stage -> funnel(path, stage).total().entrants())
        .max()
        .orElse(0);
  }

  /** How many entered all paths. */
  public long entered(Network network) {
    return network.paths().stream().mapToLong(this::entered).sum();
  }
}

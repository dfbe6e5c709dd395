package io.chokepoint.bench.state;

import io.chokepoint.bench.local.Columns;
import io.chokepoint.bench.state.StateBenchmark.Report;
import io.chokepoint.bench.state.savepoint.OperatorSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report for people: a line for each backend and fill, in bytes per open journey. */
public final class StateTable {
  private static final List<String> HEADER =
      List.of(
          "backend",
          "journeys",
          "key",
          "value",
          "timers",
          "= journey",
          "groups",
          "checkpoint",
          "live heap",
          "on disk");

  /** Columns from here on are numbers and stand to the right. */
  private static final int FIRST_NUMBER = 2;

  private StateTable() {}

  /** Its lines. */
  public static List<String> render(Report report) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(HEADER);
    report.measurements().forEach(measurement -> cells.add(line(measurement)));
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Bytes per open journey of path %s, %d stages, over %,d journeys:",
            report.path(),
            report.stages().size(),
            report.measurements().get(0).journeys()));
    lines.add("");
    lines.addAll(Columns.aligned(cells, FIRST_NUMBER));
    return lines;
  }

  private static List<String> line(Measurement of) {
    OperatorSizes log = of.log();
    return List.of(
        of.backend().name().toLowerCase(Locale.ROOT),
        of.fill().words(),
        whole(of.per(log.values().keyBytes())),
        whole(of.per(log.values().valueBytes())),
        String.format(
            Locale.ROOT,
            "%.0f (%.1f)",
            of.per(log.timers().bytes()),
            of.per(log.timers().entries())),
        whole(of.journeyBytes()),
        whole(of.per(of.groups().bytes())),
        whole(of.per(of.checkpointBytes())),
        whole(of.per(of.heapBytes())),
        of.backend() == Backend.ROCKSDB ? whole(of.per(of.tableFileBytes())) : "-");
  }

  private static String whole(double bytes) {
    return String.format(Locale.ROOT, "%.0f", bytes);
  }
}

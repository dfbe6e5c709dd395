package io.chokepoint.bench.scale;

import io.chokepoint.bench.ladder.RatioEstimate;
import io.chokepoint.bench.local.Columns;
import io.chokepoint.bench.scale.ScaleBenchmark.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report for people: a line for each workload. */
public final class ScaleTable {
  private static final double PERCENT = 100;
  private static final double KILO = 1e3;

  private ScaleTable() {}

  /** Its lines. */
  public static List<String> render(Report report) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(
        List.of(
            "backend",
            "workload",
            "stages",
            "horizon h",
            "K/cpu-s",
            "cpu an event",
            "95 % interval",
            "open journeys",
            "bytes each",
            "cohorts KB",
            "busiest of 8 %"));
    report.lines().forEach(line -> cells.add(cells(line)));
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "A chain of stages within this process; %d pairs of %,d events for each line against the base above it",
            report.plan().pairs(),
            report.plan().eventsPerPart()));
    lines.add(report.load().words());
    lines.add("");
    lines.addAll(Columns.aligned(cells, 2));
    return lines;
  }

  private static List<String> cells(ScaleLine line) {
    RatioEstimate growth = line.growth();
    Workload workload = line.workload();
    return List.of(
        line.backend().id(),
        (growth == null ? "" : "  ") + workload.name(),
        Integer.toString(workload.stages()),
        number("%.1f", workload.horizon().toMinutes() / 60.0),
        number("%.0f", line.thousandPerCpuSecond()),
        growth == null ? "base" : number("%+.0f %%", PERCENT * (growth.median() - 1)),
        growth == null || growth.count() < 2
            ? "-"
            : String.format(
                Locale.ROOT,
                "%+.0f to %+.0f %%",
                PERCENT * (growth.low() - 1),
                PERCENT * (growth.high() - 1)),
        String.format(Locale.ROOT, "%,d", line.state().journeys()),
        number("%.0f", line.bytesPerJourney()),
        workload.extent() == Extent.WHOLE
            ? number("%,.0f", line.state().cohortBytes() / KILO)
            : "-",
        number("%.0f", PERCENT * line.busiestShare()));
  }

  private static String number(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}

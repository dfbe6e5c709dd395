package io.chokepoint.bench.latency;

import io.chokepoint.bench.latency.LatencyBenchmark.Report;
import io.chokepoint.bench.latency.LatencyLevel.Times;
import io.chokepoint.bench.local.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report for people: a line for each level and kind of result, times in seconds. */
public final class LatencyTable {
  /** What is aimed at beyond the checkpoint interval, at half load, in seconds. */
  private static final double AIM_SECONDS = 0.5;

  private static final double MILLIS = 1e3;
  private static final double PERCENT = 100;

  private LatencyTable() {}

  /** Its lines. */
  public static List<String> render(Report report) {
    double checkpoint = report.plan().checkpoints().toMillis() / MILLIS;
    List<List<String>> cells = new ArrayList<>();
    cells.add(
        List.of(
            "load",
            "results",
            "events/s",
            "count",
            "from event: p50",
            "p99",
            "p99.9",
            "from judgeable: p50",
            "p99",
            "p99.9",
            "p99 beyond checkpoints"));
    for (LatencyLevel level : report.levels()) {
      for (Times times : level.times()) {
        cells.add(line(level, times, checkpoint));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Seconds until a result can be read, committed, with checkpoints every %.1f s; %s %,.0f events/s",
            checkpoint,
            report.plan().rate() == null ? "the job caught up by" : "of a rate given as",
            report.rate()));
    lines.add(report.load().words());
    lines.add("");
    lines.addAll(Columns.aligned(cells, 2));
    lines.add("");
    for (LatencyLevel level : report.levels()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%.0f %%: %,d events not read at its end, %s; the generator was up to %,d ms late",
              PERCENT * level.share(),
              level.unreadEvents(),
              level.keptUp() ? "it kept up" : "IT DID NOT KEEP UP",
              level.behindMillis()));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "aim: p99 of alerts from judgeable, at half load, at most %.1f s beyond checkpoints",
            AIM_SECONDS));
    return lines;
  }

  private static List<String> line(LatencyLevel level, Times times, double checkpoint) {
    Quantiles event = times.fromEvent();
    Quantiles judgeable = times.fromJudgeable();
    return List.of(
        String.format(Locale.ROOT, "%.0f %%", PERCENT * level.share()),
        times.kind(),
        String.format(Locale.ROOT, "%,.0f", level.eventsPerSecond()),
        String.format(Locale.ROOT, "%,d", event.count()),
        seconds(event.p50() / MILLIS),
        seconds(event.p99() / MILLIS),
        seconds(event.p999() / MILLIS),
        seconds(judgeable.p50() / MILLIS),
        seconds(judgeable.p99() / MILLIS),
        seconds(judgeable.p999() / MILLIS),
        seconds(judgeable.p99() / MILLIS - checkpoint));
  }

  private static String seconds(double seconds) {
    return Double.isNaN(seconds) ? "-" : String.format(Locale.ROOT, "%.2f", seconds);
  }
}

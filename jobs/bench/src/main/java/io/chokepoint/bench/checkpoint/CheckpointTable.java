package io.chokepoint.bench.checkpoint;

import io.chokepoint.bench.checkpoint.CheckpointBenchmark.Report;
import io.chokepoint.bench.checkpoint.CheckpointSample.Kind;
import io.chokepoint.bench.ladder.RatioEstimate;
import io.chokepoint.bench.local.Columns;
import io.chokepoint.bench.state.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The report for people: a line for each backend and kind, medians over the checkpoints. */
public final class CheckpointTable {
  /** What is aimed at for 3 million journeys, in seconds and as a share of the events. */
  static final double AIM_SECONDS = 3;

  static final double AIM_DIP = 0.15;

  private static final double MEGA = 1e6;
  private static final double THOUSAND = 1e3;
  private static final double PERCENT = 100;

  private CheckpointTable() {}

  /** Its lines. */
  public static List<String> render(Report report) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(
        List.of(
            "backend",
            "checkpoint",
            "aim",
            "seconds",
            "min to max",
            "dip %",
            "min to max",
            "K/s around",
            "K/s during",
            "written MB",
            "of MB",
            "count"));
    for (Backend backend : Backend.values()) {
      for (Kind kind : Kind.values()) {
        List<CheckpointSample> samples =
            report.samples().stream()
                .filter(sample -> sample.backend() == backend && sample.kind() == kind)
                .toList();
        if (!samples.isEmpty()) {
          cells.add(line(backend, kind, samples));
        }
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Checkpoints of %,d open journeys, %s, with events going through as fast as they do",
            report.journeys(),
            report.fill().words()));
    lines.add(report.load().words());
    lines.add("");
    lines.addAll(Columns.aligned(cells, 3));
    return lines;
  }

  private static List<String> line(Backend backend, Kind kind, List<CheckpointSample> samples) {
    double seconds = median(samples, CheckpointTable::seconds);
    double dip = median(samples, CheckpointSample::dip);
    return List.of(
        backend.id(),
        kind.words(),
        seconds <= AIM_SECONDS && dip <= AIM_DIP ? "reached" : "not reached",
        number("%.1f", seconds),
        range("%.1f", samples, CheckpointTable::seconds),
        number("%.0f", PERCENT * dip),
        range("%.0f", samples, sample -> PERCENT * sample.dip()),
        number("%.0f", median(samples, s -> (s.before() + s.after()) / 2) / THOUSAND),
        number("%.0f", median(samples, CheckpointSample::during) / THOUSAND),
        number("%.0f", median(samples, s -> s.cost().writtenBytes()) / MEGA),
        number("%.0f", median(samples, s -> s.cost().wholeBytes()) / MEGA),
        Integer.toString(samples.size()));
  }

  private static double seconds(CheckpointSample sample) {
    return sample.cost().durationMillis() / THOUSAND;
  }

  private static double median(
      List<CheckpointSample> samples, ToDoubleFunction<CheckpointSample> of) {
    return RatioEstimate.median(samples.stream().mapToDouble(of).toArray());
  }

  private static String range(
      String format, List<CheckpointSample> samples, ToDoubleFunction<CheckpointSample> of) {
    double[] all = samples.stream().mapToDouble(of).sorted().toArray();
    return number(format, all[0]) + " to " + number(format, all[all.length - 1]);
  }

  private static String number(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}

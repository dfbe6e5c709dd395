package io.chokepoint.bench.ladder;

import io.chokepoint.bench.ladder.Ladder.Outcome;
import io.chokepoint.bench.ladder.Ladder.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The report for people. */
public final class LadderTable {
  private static final double THOUSAND = 1e3;
  private static final double PERCENT = 100;

  private LadderTable() {}

  /** Its lines: the stream, the rows, the contenders, the ratios. */
  public static List<String> render(Report report) {
    List<String> lines = new ArrayList<>();
    RecordedStream stream = report.stream();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d events of %d topics, %s of event time, seed %d; %d cores, %s",
            stream.events(),
            stream.byTopic().size(),
            words(Duration.ofMillis(stream.toMillis() - stream.fromMillis())),
            report.options().seed(),
            Runtime.getRuntime().availableProcessors(),
            String.join(", ", report.options().machineWords())));
    report
        .rows()
        .forEach(
            (contender, rows) ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "rows of %s: %,d, %s DuckDB's",
                        contender.id(),
                        rows.rows(),
                        rows.isEqual()
                            ? "equal to"
                            : String.format(Locale.ROOT, "%,d DIFFERENT from", rows.different()))));
    lines.add("");
    lines.addAll(contenders(report));
    lines.add("");
    lines.addAll(ratios(report.outcomes()));
    return lines;
  }

  private static List<String> contenders(Report report) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(
        List.of(
            "", "contender", "K/cpu-s", "K/s", "passes", "compiler %", "steal %", "other load %"));
    report.samples().forEach((contender, samples) -> cells.add(line(contender, samples)));
    return aligned(cells, 2);
  }

  /** The line of one contender: medians over its passes. */
  static List<String> line(Contender contender, List<Sample> samples) {
    return List.of(
        contender.id(),
        contender.words(),
        number("%,.0f", median(samples, Sample::eventsPerCpuSecond) / THOUSAND),
        number("%,.0f", median(samples, Sample::eventsPerSecond) / THOUSAND),
        Integer.toString(samples.size()),
        number("%.0f", median(samples, Sample::compilerShare) * PERCENT),
        number("%.0f", median(samples, Sample::stealShare) * PERCENT),
        number("%.0f", median(samples, Sample::foreignShare) * PERCENT));
  }

  private static List<String> ratios(List<Outcome> outcomes) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(
        List.of(
            "events per cpu-s", "ratio", "95 % interval", "pairs", "void", "aim", "beyond", ""));
    for (Outcome outcome : outcomes) {
      RatioEstimate ratio = outcome.ratio();
      Comparison comparison = outcome.comparison();
      cells.add(
          List.of(
              comparison.name(),
              number("%.2f", ratio.median()),
              ratio.count() < 2
                  ? "-"
                  : String.format(Locale.ROOT, "%.2f to %.2f", ratio.low(), ratio.high()),
              Integer.toString(ratio.count()),
              Integer.toString(outcome.voided()),
              number(comparison.aim()),
              number(comparison.beyond()),
              verdict(ratio, comparison)));
    }
    return aligned(cells, 1);
  }

  private static String verdict(RatioEstimate ratio, Comparison comparison) {
    Double aim = comparison.aim();
    Double beyond = comparison.beyond();
    if (aim == null || beyond == null || ratio.count() == 0) {
      return "";
    }
    if (ratio.median() < aim) {
      return "aim not reached";
    }
    return ratio.median() < beyond ? "aim reached" : "beyond reached";
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> of) {
    return RatioEstimate.median(samples.stream().mapToDouble(of).toArray());
  }

  private static String number(@Nullable Double number) {
    return number == null ? "-" : number("%.2f", number);
  }

  private static String number(String format, double number) {
    return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, format, number);
  }

  private static String words(Duration duration) {
    return duration.toHours() > 0
        ? String.format(Locale.ROOT, "%d h %d min", duration.toHours(), duration.toMinutesPart())
        : duration.toMinutes() + " min";
  }

  private static List<String> aligned(List<List<String>> cells, int texts) {
    int[] widths = new int[cells.get(0).size()];
    for (List<String> line : cells) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], line.get(column).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> line : cells) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String cell = line.get(column);
        String room = " ".repeat(widths[column] - cell.length());
        boolean isText = column < texts || column == widths.length - 1 && texts == 1;
        text.append(column == 0 ? "" : "  ").append(isText ? cell + room : room + cell);
      }
      lines.add(text.toString().stripTrailing());
    }
    return lines;
  }
}

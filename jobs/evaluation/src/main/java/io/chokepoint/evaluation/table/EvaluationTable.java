package io.chokepoint.evaluation.table;

import io.chokepoint.evaluation.plan.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results as a table for people: a row for each family and reporter, then the bounds. */
public final class EvaluationTable {
  private static final List<String> HEADS =
      List.of(
          "family",
          "by",
          "cases",
          "found",
          "stage right",
          "segment",
          "all segments",
          "kind right",
          "min to detect",
          "(p90)",
          "false/30 d",
          "(pages)",
          "loss error",
          "covered",
          "min to resolve");

  private EvaluationTable() {}

  /** The lines of the table of families. */
  public static List<String> families(List<CaseResult> results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADS);
    for (Family family : Family.values()) {
      List<CaseResult> of = results.stream().filter(r -> r.of().family() == family).toList();
      if (of.isEmpty()) {
        continue;
      }
      for (Reporter reporter : Reporter.values()) {
        rows.add(row(family, reporter, Summary.of(of, reporter)));
      }
    }
    return aligned(rows);
  }

  /** The lines of the bounds. */
  public static List<String> requirements(List<Requirement> requirements) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("what has to hold", "bound", "measured", "of", ""));
    for (Requirement each : requirements) {
      rows.add(
          List.of(
              each.name(),
              each.bound(),
              each.figure(),
              each.cases(),
              switch (each.verdict()) {
                case PASS -> "pass";
                case MISS -> "MISS";
                case NOT_RUN -> "not run";
              }));
    }
    return aligned(rows);
  }

  private static List<String> row(Family family, Reporter reporter, Summary summary) {
    return List.of(
        reporter == Reporter.CHOKEPOINT ? family.text() : "",
        reporter.text(),
        reporter != Reporter.CHOKEPOINT
            ? ""
            : summary.incidents() > 0
                ? Integer.toString(summary.incidents())
                : String.format(Locale.ROOT, "%.1f d", summary.quietDays()),
        summary.found().text(),
        summary.stageRight().text(),
        summary.segmentRight().text(),
        summary.allRight().text(),
        summary.kindRight().text(),
        number("%.1f", summary.detectionMedian()),
        number("%.1f", summary.detectionP90()),
        number("%.1f", summary.falseInPeriod()),
        summary.quietDays() > 0 ? Long.toString(summary.falsePages()) : "–",
        number("%.0f%%", 100 * summary.lostErrorMedian()),
        summary.covered().text(),
        number("%.0f", summary.resolutionMedian()));
  }

  private static String number(String format, double number) {
    return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, format, number);
  }

  private static List<String> aligned(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        line.append(row.get(c)).append(" ".repeat(widths[c] - row.get(c).length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}

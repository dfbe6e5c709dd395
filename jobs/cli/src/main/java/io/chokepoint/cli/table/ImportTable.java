package io.chokepoint.cli.table;

import io.chokepoint.datagen.imports.ImportSummary;
import io.chokepoint.datagen.imports.ImportSummary.TopicSum;
import io.chokepoint.datagen.imports.Rejection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an import has made: a line a topic, and what was rejected. */
public final class ImportTable {

  private static final List<String> HEADER =
      List.of("topic", "events", "first", "last", "written by");

  /** The column of numbers, which stand to the right. */
  private static final int NUMBER = 1;

  private ImportTable() {}

  /** The lines of the table, and one with the sums of rows. */
  public static List<String> render(ImportSummary summary) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(HEADER);
    for (TopicSum sum : summary.topics()) {
      cells.add(
          List.of(
              sum.topic(),
              count(sum.events()),
              sum.events() == 0 ? "" : Instant.ofEpochMilli(sum.firstMillis()).toString(),
              sum.events() == 0 ? "" : Instant.ofEpochMilli(sum.lastMillis()).toString(),
              switch (sum.values()) {
                case CONTRACT -> "its contract";
                case DERIVED -> "a schema of the mapping";
                case NONE -> "no rule";
              }));
    }
    int[] widths = new int[HEADER.size()];
    for (List<String> line : cells) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], line.get(column).length());
      }
    }
    List<String> lines = new ArrayList<>(cells.stream().map(l -> aligned(l, widths)).toList());
    lines.add(
        count(summary.rows())
            + " rows: "
            + count(summary.placedRows())
            + " placed, "
            + count(summary.ignoredRows())
            + " ignored, "
            + count(summary.rejectedRows())
            + " rejected");
    return lines;
  }

  private static String aligned(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = line.get(column);
      String room = " ".repeat(widths[column] - cell.length());
      text.append(column == 0 ? "" : "  ").append(column == NUMBER ? room + cell : cell + room);
    }
    return text.toString().stripTrailing();
  }

  /** One line a reason with an example, where the rows are, and what else is to be known. */
  public static List<String> rejections(ImportSummary summary, Path folder) {
    List<String> lines = new ArrayList<>();
    summary
        .rejected()
        .forEach(
            (reason, rows) -> {
              Rejection example = summary.examples().get(reason);
              lines.add(
                  "chokepoint: rejected "
                      + (rows == 1 ? "1 row as " : count(rows) + " rows as ")
                      + reason
                      + (example == null
                          ? ""
                          : ", for example "
                              + example.file()
                              + " row "
                              + example.row()
                              + " (line "
                              + example.line()
                              + "): "
                              + example.message()));
            });
    if (!lines.isEmpty()) {
      lines.add("chokepoint: they are in " + folder.resolve("rejected.jsonl"));
    }
    summary.notes().forEach(note -> lines.add("chokepoint: " + note));
    return lines;
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}

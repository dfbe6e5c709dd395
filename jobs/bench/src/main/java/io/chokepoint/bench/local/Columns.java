package io.chokepoint.bench.local;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells in columns: texts to the left, numbers to the right. */
public final class Columns {
  private Columns() {}

  /**
   * Aligns them.
   *
   * @param lines of equally many cells
   * @param texts how many columns are texts; those from there on are numbers
   */
  public static List<String> aligned(List<List<String>> lines, int texts) {
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], line.get(column).length());
      }
    }
    List<String> aligned = new ArrayList<>();
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String cell = line.get(column);
        String room = " ".repeat(widths[column] - cell.length());
        text.append(column == 0 ? "" : "  ").append(column < texts ? cell + room : room + cell);
      }
      aligned.add(text.toString().stripTrailing());
    }
    return aligned;
  }
}

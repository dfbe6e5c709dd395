package io.chokepoint.cli.table;

import java.util.List;
import java.util.Set;

/** A table in plain text: columns two blanks apart, numbers to the right. */
final class TextTable {
  private TextTable() {}

  /**
   * Lays out a table.
   *
   * @param cells its lines, the header first, all of one length
   * @param numbers the columns that stand to the right
   */
  static List<String> render(List<List<String>> cells, Set<Integer> numbers) {
    int[] widths = new int[cells.get(0).size()];
    for (List<String> line : cells) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], line.get(column).length());
      }
    }
    return cells.stream().map(line -> aligned(line, widths, numbers)).toList();
  }

  private static String aligned(List<String> line, int[] widths, Set<Integer> numbers) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = line.get(column);
      String room = " ".repeat(widths[column] - cell.length());
      text.append(column == 0 ? "" : "  ")
          .append(numbers.contains(column) ? room + cell : cell + room);
    }
    return text.toString().stripTrailing();
  }
}

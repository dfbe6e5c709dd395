package io.chokepoint.datagen.imports;

import io.chokepoint.datagen.imports.log.LogFileException;
import io.chokepoint.datagen.imports.log.LogReader;
import io.chokepoint.datagen.imports.mapping.EventRule;
import io.chokepoint.datagen.imports.mapping.Mapping;
import io.chokepoint.domain.network.document.Spelling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Holds the columns that a mapping names against those that logs have. */
final class ColumnCheck {

  /** More would not be read. */
  private static final int MOST_NAMED = 60;

  private final Mapping mapping;

  /** Columns that no row had so far, of logs without a header, with what there is instead. */
  private final Map<String, Set<String>> unseen = new TreeMap<>();

  private final Set<String> seen = new HashSet<>();

  ColumnCheck(Mapping mapping) {
    this.mapping = mapping;
  }

  /**
   * Checks a log that says all its columns at its start.
   *
   * @throws LogFileException naming every column that is not there
   */
  void atStart(Path file, LogReader log, List<EventRule> rules) throws LogFileException {
    if (!log.hasHeader()) {
      return;
    }
    List<String> missing = new ArrayList<>();
    for (String column : Mapping.columnsOf(rules)) {
      if (!log.columns().contains(column)) {
        missing.add(
            "'"
                + column
                + "' (line "
                + mapping.lines().getOrDefault(column, 0)
                + meant(column, log.columns())
                + ")");
      }
    }
    if (!missing.isEmpty()) {
      throw LogFileException.of(
          file,
          "it has no column " + String.join(", ", missing) + " of the mapping",
          "Its columns are: " + list(log.columns()) + ".");
    }
  }

  /** Notes what a log without a header has turned out to have. */
  void atEnd(LogReader log, List<EventRule> rules) {
    seen.addAll(log.columns());
    if (!log.hasHeader()) {
      for (String column : Mapping.columnsOf(rules)) {
        unseen.putIfAbsent(column, Set.copyOf(log.columns()));
      }
    }
  }

  /** A sentence for each column that no row had. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    unseen.forEach(
        (column, columns) -> {
          if (!seen.contains(column)) {
            notes.add(
                "no row has a column '"
                    + column
                    + "', which line "
                    + mapping.lines().getOrDefault(column, 0)
                    + " of the mapping names"
                    + Spelling.nearest(column, columns)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse(""));
          }
        });
    return notes;
  }

  private static String meant(String column, Set<String> columns) {
    return Spelling.nearest(column, columns)
        .map(near -> "; did you mean '" + near + "'?")
        .orElse("");
  }

  /** Columns for people. */
  static String list(Set<String> columns) {
    String all = String.join(", ", columns.stream().limit(MOST_NAMED).toList());
    return columns.size() > MOST_NAMED
        ? all + " and " + (columns.size() - MOST_NAMED) + " more"
        : all.isEmpty() ? "none" : all;
  }
}

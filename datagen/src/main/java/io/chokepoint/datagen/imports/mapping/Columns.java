package io.chokepoint.datagen.imports.mapping;

import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns that a mapping file names, each with the line that names it first. */
final class Columns {

  private final Map<String, Integer> lines = new LinkedHashMap<>();

  /** A column, named at a place. */
  String named(String column, int line) {
    if (!column.equals(MapReader.ABSENT)) {
      lines.putIfAbsent(column, line);
    }
    return column;
  }

  /** One column or a list of them. */
  List<String> named(Node node, String owner, Faults faults) {
    List<String> columns =
        MapReader.texts(node, owner, faults).stream()
            .filter(column -> !column.equals(MapReader.ABSENT))
            .toList();
    columns.forEach(column -> named(column, node.line()));
    return columns;
  }

  Map<String, Integer> lines() {
    return lines;
  }
}

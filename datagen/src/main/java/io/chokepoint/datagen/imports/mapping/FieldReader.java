package io.chokepoint.datagen.imports.mapping;

import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import io.chokepoint.domain.network.document.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads where the values of fields come from. */
final class FieldReader {

  static final List<String> KEYS =
      List.of("from", "join", "split", "map", "unmapped", "decimal", "default", "const");
  private static final List<String> UNMAPPED = List.of("reject", "keep");
  private static final String EXAMPLE =
      "a column, {from: [column, column], join: \"-\"}, {from: column, map: {ok: SETTLED}} or"
          + " {const: text}";

  private final Columns columns;
  private final Faults faults;

  FieldReader(Columns columns, Faults faults) {
    this.columns = columns;
    this.faults = faults;
  }

  /** A field of a rule and where it stands. */
  record Read(FieldSource source, Node.Entry place) {}

  /** The fields at a node; none where it is null. */
  Map<String, Read> read(@Nullable Node node, String owner) {
    Map<String, Read> fields = new LinkedHashMap<>();
    if (node instanceof Node.Fields map) {
      map.entries().forEach(entry -> fields.put(entry.key(), new Read(source(entry), entry)));
    } else if (node != null) {
      MapReader.wrongKind(
          node, "'fields' of " + owner, "a map from each field to " + EXAMPLE, faults);
    }
    return fields;
  }

  private FieldSource source(Node.Entry entry) {
    String owner = "field '" + entry.key() + "'";
    if (entry.value() instanceof Node.Scalar) {
      String column = MapReader.text(entry.value(), "the column of " + owner, faults);
      return FieldSource.column(columns.named(column, entry.line()));
    }
    if (!(entry.value() instanceof Node.Fields)) {
      MapReader.wrongKind(entry.value(), owner, EXAMPLE, faults);
      return FieldSource.constant("");
    }
    MapReader map = new MapReader(entry.value(), owner, KEYS, faults);
    if (map.has("const")) {
      for (String other : KEYS) {
        if (!other.equals("const") && map.has(other)) {
          faults.add(
              map.place(other), owner + " has 'const' and '" + other + "'", "keep one of the two");
        }
      }
      return FieldSource.constant(map.text("const", MapReader.ABSENT));
    }
    Node node = map.required("from", "from: Order No");
    List<String> from =
        node == null ? List.of() : columns.named(node, "'from' of " + owner, faults);
    if (from.size() > 1 && !map.has("join")) {
      faults.add(
          entry,
          owner + " comes from " + from.size() + " columns",
          "say with 'join' what stands between their texts, such as join: \"-\"");
    }
    return new FieldSource(
        from,
        written(map, "join", owner),
        map.has("split") ? written(map, "split", owner) : null,
        values(map, owner),
        keeps(map, owner),
        number(map, owner),
        map.optionalText("default"));
  }

  private @Nullable NumberNotation number(MapReader map, String owner) {
    String mark = map.text("decimal", MapReader.ABSENT);
    if (mark.equals(MapReader.ABSENT)) {
      return null;
    }
    for (NumberNotation notation : NumberNotation.values()) {
      if (notation.word().equals(mark)) {
        return notation;
      }
    }
    faults.add(
        map.valuePlace("decimal"),
        "'decimal' of " + owner + " is '" + mark + "'",
        "write what stands before decimals, \",\" or \".\"");
    return null;
  }

  /** A text that may be blank, such as a space between two columns. */
  private String written(MapReader map, String key, String owner) {
    Node node = map.node(key);
    if (node instanceof Node.Scalar scalar && scalar.text() != null) {
      if (key.equals("split") && scalar.text().isEmpty()) {
        faults.add(node, "'split' of " + owner + " is empty", "write what separates the values");
      }
      return scalar.text();
    }
    if (node != null) {
      MapReader.wrongKind(node, "'" + key + "' of " + owner, "a text, such as \"-\"", faults);
    }
    return "";
  }

  private Map<String, String> values(MapReader map, String owner) {
    Map<String, String> values = new LinkedHashMap<>();
    Node node = map.node("map");
    if (node instanceof Node.Fields words) {
      for (Node.Entry word : words.entries()) {
        values.put(
            word.key(), MapReader.text(word.value(), "'" + word.key() + "' of " + owner, faults));
      }
      if (values.isEmpty()) {
        faults.add(node, "'map' of " + owner + " is empty", "add texts, or take it out");
      }
    } else if (node != null) {
      MapReader.wrongKind(
          node, "'map' of " + owner, "texts and what to write for them, {ok: SETTLED}", faults);
    }
    return values;
  }

  private boolean keeps(MapReader map, String owner) {
    String unmapped = map.text("unmapped", MapReader.ABSENT);
    if (!unmapped.equals(MapReader.ABSENT)) {
      if (!UNMAPPED.contains(unmapped)) {
        faults.add(
            map.valuePlace("unmapped"),
            "'unmapped' of " + owner + " is '" + unmapped + "'",
            Spelling.remedy(unmapped, UNMAPPED, "it can be"));
      } else if (!map.has("map")) {
        faults.add(
            map.place("unmapped"), owner + " has 'unmapped' and no 'map'", "take 'unmapped' out");
      }
    }
    return !map.has("map") || unmapped.equals("keep");
  }
}

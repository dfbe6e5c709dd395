package io.chokepoint.datagen.imports.mapping;

import io.chokepoint.datagen.imports.log.LogFormat;
import io.chokepoint.datagen.imports.log.TextDialect;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import io.chokepoint.domain.network.document.Spelling;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the top level of a mapping file; then its rules. */
final class MappingReader {

  private static final List<String> KEYS =
      List.of("format", "charset", "csv", "time", "fields", "events", "ignore");
  private static final List<String> CSV_KEYS = List.of("separator", "quote", "columns");
  private static final String EXAMPLE = "[{topic: …, time: …, fields: {…}}]";

  private final Network network;
  private final Faults faults;
  private final Columns columns = new Columns();

  MappingReader(Network network, Faults faults) {
    this.network = network;
    this.faults = faults;
  }

  /** Reads the whole mapping; what it returns is sound only if no fault was reported. */
  Mapping read(Node root) {
    MapReader file = new MapReader(root, "the mapping file", KEYS, faults);
    LogFormat format = format(file);
    TextDialect dialect = dialect(file);
    ConditionReader conditions = new ConditionReader(columns, faults);
    RuleReader rules =
        new RuleReader(
            network,
            new TimeReader(file.node("time"), columns, faults),
            new FieldReader(columns, faults),
            conditions,
            file.node("fields"),
            faults);
    Node events = file.required("events", "events: " + EXAMPLE);
    List<EventRule> read = new ArrayList<>();
    for (Node node : file.items("events", EXAMPLE)) {
      read.add(rules.read(node));
    }
    if (events instanceof Node.Items && read.isEmpty()) {
      faults.add(events, "the mapping has no events", "say which rows are events of which topic");
    }
    List<RowCondition> ignored = new ArrayList<>();
    for (Node node : file.items("ignore", "[{Activity: Ping}]")) {
      ignored.add(conditions.read(node, "'ignore'"));
    }
    return new Mapping(format, dialect, read, ignored, columns.lines());
  }

  private @Nullable LogFormat format(MapReader file) {
    String word = file.text("format", MapReader.ABSENT);
    if (word.equals(MapReader.ABSENT)) {
      return null;
    }
    List<String> words = new ArrayList<>();
    for (LogFormat format : LogFormat.values()) {
      if (format.word().equals(word)) {
        return format;
      }
      words.add(format.word());
    }
    faults.add(
        file.valuePlace("format"),
        "there is no format '" + word + "'",
        Spelling.remedy(word, words, "the formats are"));
    return null;
  }

  private TextDialect dialect(MapReader file) {
    Charset charset = charset(file);
    Node node = file.node("csv");
    if (node == null) {
      return new TextDialect(
          charset, TextDialect.USUAL.separator(), TextDialect.USUAL.quote(), List.of());
    }
    MapReader csv = new MapReader(node, "'csv'", CSV_KEYS, faults);
    char separator = character(csv, "separator", TextDialect.USUAL.separator());
    char quote = character(csv, "quote", TextDialect.USUAL.quote());
    if (separator == quote) {
      faults.add(node, "'separator' and 'quote' of 'csv' are the same", "change one of them");
    }
    return new TextDialect(charset, separator, quote, names(csv));
  }

  private Charset charset(MapReader file) {
    String name = file.text("charset", MapReader.ABSENT);
    if (name.equals(MapReader.ABSENT)) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException unknown) {
      faults.add(
          file.valuePlace("charset"),
          "there is no charset '" + name + "'",
          Spelling.nearest(name, Charset.availableCharsets().keySet())
              .map(near -> "did you mean '" + near + "'?")
              .orElse("write one such as UTF-8, ISO-8859-1 or windows-1252"));
      return StandardCharsets.UTF_8;
    }
  }

  private char character(MapReader csv, String key, char otherwise) {
    Node node = csv.node(key);
    if (node == null) {
      return otherwise;
    }
    if (node instanceof Node.Scalar scalar
        && scalar.text() != null
        && scalar.text().length() == 1
        && scalar.text().charAt(0) != '\n'
        && scalar.text().charAt(0) != '\r') {
      return scalar.text().charAt(0);
    }
    faults.add(
        node,
        "'" + key + "' of 'csv' is no single character",
        "write one in double quotes, such as \";\" or \"\\t\"");
    return otherwise;
  }

  private List<String> names(MapReader csv) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Node node : csv.items("columns", "[case, activity, time]")) {
      String name = MapReader.text(node, "a column of 'csv'", faults);
      if (!name.equals(MapReader.ABSENT) && !seen.add(name)) {
        faults.add(node, "column '" + name + "' is there twice", "rename one of them");
      }
      names.add(name);
    }
    return names;
  }
}

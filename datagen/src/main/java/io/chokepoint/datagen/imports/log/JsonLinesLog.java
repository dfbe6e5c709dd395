package io.chokepoint.datagen.imports.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON Lines. Columns are the members of the object, and those of objects in it with dotted names;
 * a member of the object itself outranks an inner one. A null is an empty text, an array the list
 * of its plain values. Where a name is there twice, the last counts.
 */
final class JsonLinesLog extends TextLog {

  /** Beyond so many a log makes up its names, and a list of them would help nobody. */
  private static final int MAX_COLUMNS = 1_000;

  /** Names are not interned: a log with ever new names would fill the memory. */
  private final JsonFactory json =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private final Set<String> columns = new LinkedHashSet<>();
  private final Map<String, Object> own = new HashMap<>();
  private final Map<String, Object> inner = new HashMap<>();

  JsonLinesLog(Path file, LogBytes bytes, LogText text) {
    super(file, bytes, RowSplitter.lines(text));
  }

  @Override
  void clear() {
    own.clear();
    inner.clear();
  }

  @Override
  @Nullable String parse(String row) {
    String wrong = read(row);
    if (wrong != null) {
      clear();
      return wrong;
    }
    if (columns.size() < MAX_COLUMNS) {
      columns.addAll(own.keySet());
      columns.addAll(inner.keySet());
    }
    return null;
  }

  private @Nullable String read(String row) {
    try (JsonParser parser = json.createParser(row)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return "expected one JSON object in braces";
      }
      object(parser, "", own);
      return parser.nextToken() == null ? null : "there is more behind the JSON object";
    } catch (JsonProcessingException e) {
      return "not readable as JSON (" + e.getOriginalMessage() + ")";
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be read", e);
    }
  }

  private void object(JsonParser parser, String prefix, Map<String, Object> into)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + parser.currentName();
      switch (parser.nextToken()) {
        case START_OBJECT -> object(parser, name + ".", inner);
        case START_ARRAY -> into.put(name, items(parser));
        case VALUE_NULL -> into.put(name, "");
        default -> into.put(name, parser.getText());
      }
    }
  }

  private static List<String> items(JsonParser parser) throws IOException {
    List<String> items = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (t.isStructStart()) {
        parser.skipChildren();
      } else if (t != JsonToken.VALUE_NULL) {
        items.add(parser.getText());
      }
    }
    return items;
  }

  @Override
  public @Nullable Object value(String column) {
    Object value = own.get(column);
    return value == null ? inner.get(column) : value;
  }

  @Override
  public Set<String> columns() {
    return Collections.unmodifiableSet(columns);
  }

  @Override
  public boolean hasHeader() {
    return false;
  }
}

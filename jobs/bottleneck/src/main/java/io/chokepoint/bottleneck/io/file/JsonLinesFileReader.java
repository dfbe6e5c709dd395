package io.chokepoint.bottleneck.io.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.chokepoint.domain.journey.EventFields;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON Lines: one object a line, blank lines passed over. A dotted name is looked up as it is
 * first, and then through inner objects.
 */
final class JsonLinesFileReader extends TextFileReader {

  /** Names are not interned: a file with ever new names would fill the memory. */
  private final JsonFactory json =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private final Map<String[], String[][]> pathsOfNames = new IdentityHashMap<>();
  private @Nullable JsonObject row;

  JsonLinesFileReader(Path file, InputStream in) {
    super(file, in, RowSplitter.Rows.LINES);
  }

  @Override
  public boolean next() {
    row = null;
    if (!nextRow()) {
      return false;
    }
    position(line());
    String text = rowText();
    if (text != null) {
      row = parse(text);
    }
    return true;
  }

  private @Nullable JsonObject parse(String text) {
    try (JsonParser parser = json.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        refuse("expected one JSON object in braces");
        return null;
      }
      JsonObject object = JsonObject.read(parser);
      if (parser.nextToken() != null) {
        refuse("expected one JSON object, found more behind it");
        return null;
      }
      return object;
    } catch (JsonProcessingException e) {
      refuse("not readable as JSON (" + e.getOriginalMessage() + ")");
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // reading a String does no input or output
    }
  }

  @Override
  public @Nullable String topicName() {
    Object topic = row == null ? null : row.get(TOPIC_FIELD);
    return topic instanceof String name && !name.isEmpty() ? name : null;
  }

  @Override
  public void fields(String[] names, EventFields into) {
    into.clear();
    JsonObject object = row;
    if (object == null) {
      return;
    }
    String[][] paths = pathsOfNames.computeIfAbsent(names, JsonLinesFileReader::pathsOf);
    for (int i = 0; i < names.length; i++) {
      if (object.has(names[i])) {
        set(into, i, object.get(names[i]));
      } else if (paths[i].length > 1) {
        follow(object, paths[i], into, i);
      }
    }
  }

  private static void follow(JsonObject object, String[] path, EventFields into, int field) {
    JsonObject at = object;
    for (int i = 0; i < path.length - 1; i++) {
      if (!(at.get(path[i]) instanceof JsonObject inner)) {
        return;
      }
      at = inner;
    }
    String last = path[path.length - 1];
    if (at.has(last)) {
      set(into, field, at.get(last));
    }
  }

  private static void set(EventFields into, int field, @Nullable Object value) {
    if (value == null) {
      into.set(field, null);
    } else if (value instanceof String text) {
      into.set(field, text);
    } else if (value instanceof JsonObject.Texts texts) {
      into.setList(field, texts.items());
    }
  }

  private static String[][] pathsOf(String[] names) {
    String[][] paths = new String[names.length][];
    for (int i = 0; i < names.length; i++) {
      List<String> parts = new ArrayList<>();
      int from = 0;
      for (int dot = names[i].indexOf('.'); dot >= 0; dot = names[i].indexOf('.', from)) {
        parts.add(names[i].substring(from, dot));
        from = dot + 1;
      }
      parts.add(names[i].substring(from));
      paths[i] = parts.toArray(new String[0]);
    }
    return paths;
  }
}

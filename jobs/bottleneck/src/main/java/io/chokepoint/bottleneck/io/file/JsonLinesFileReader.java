package io.chokepoint.bottleneck.io.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.chokepoint.bottleneck.io.json.JsonFields;
import io.chokepoint.bottleneck.io.json.JsonObject;
import io.chokepoint.domain.journey.EventFields;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON Lines: one object a line, blank lines passed over. */
final class JsonLinesFileReader extends TextFileReader {

  /** Names are not interned: a file with ever new names would fill the memory. */
  private final JsonFactory json =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private final Map<String[], JsonFields> fieldsOfNames = new IdentityHashMap<>();
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
    fieldsOfNames.computeIfAbsent(names, JsonFields::new).read(object, into);
  }
}

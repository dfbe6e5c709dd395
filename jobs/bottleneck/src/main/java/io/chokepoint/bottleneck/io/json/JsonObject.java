package io.chokepoint.bottleneck.io.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object as texts: a null, a {@link String}, a list of texts or an inner
 * object. Where a name is there twice, the last counts.
 */
public final class JsonObject {

  /** The texts of an array's plain values; its nulls, objects and arrays are left out. */
  public record Texts(List<String> items) {}

  private final Map<String, @Nullable Object> members = new HashMap<>();

  private JsonObject() {}

  /** Reads an object whose opening brace was the last token. */
  public static JsonObject read(JsonParser parser) throws IOException {
    JsonObject object = new JsonObject();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      switch (parser.nextToken()) {
        case START_OBJECT -> object.members.put(name, read(parser));
        case START_ARRAY -> object.putArray(name, parser);
        case VALUE_NULL -> object.members.put(name, null);
        default -> object.members.put(name, parser.getText());
      }
    }
    return object;
  }

  /** An array in which there are only objects or arrays is as absent as an object is. */
  private void putArray(String name, JsonParser parser) throws IOException {
    List<String> items = new ArrayList<>();
    boolean structures = false;
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (t.isStructStart()) {
        structures = true;
        parser.skipChildren();
      } else if (t != JsonToken.VALUE_NULL) {
        items.add(parser.getText());
      }
    }
    if (structures && items.isEmpty()) {
      members.remove(name);
    } else {
      members.put(name, new Texts(items));
    }
  }

  /** Whether it has a member of that name, be it null. */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** The member of that name: null, a String, {@link Texts} or a {@link JsonObject}. */
  public @Nullable Object get(String name) {
    return members.get(name);
  }
}

package io.chokepoint.bottleneck.io.json;

import io.chokepoint.domain.journey.EventFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Needed fields of JSON objects. A dotted name is looked up as it is first, and then through inner
 * objects.
 */
public final class JsonFields {
  private final String[] names;
  private final String[][] paths;

  /**
   * Fields by name.
   *
   * @param names by position in {@link EventFields}
   */
  public JsonFields(String[] names) {
    this.names = names;
    paths = pathsOf(names);
  }

  /** Puts those that the object has where they belong; the others stay as they are. */
  public void read(JsonObject object, EventFields into) {
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

package io.chokepoint.bottleneck.io.avro;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The names of the needed fields as a tree: {@code user.id} is {@code id} below {@code user}. */
final class NeededFields {

  private static final int NONE = -1;

  private final Map<String, NeededFields> children = new HashMap<>();
  private int field = NONE;

  /**
   * The tree of a list of names.
   *
   * @throws IllegalArgumentException if a name is there twice
   */
  static NeededFields of(String[] names) {
    NeededFields root = new NeededFields();
    for (int i = 0; i < names.length; i++) {
      NeededFields at = root;
      for (int from = 0, dot; from <= names[i].length(); from = dot + 1) {
        dot = names[i].indexOf('.', from);
        dot = dot < 0 ? names[i].length() : dot;
        at = at.children.computeIfAbsent(names[i].substring(from, dot), k -> new NeededFields());
      }
      if (at.field != NONE) {
        throw new IllegalArgumentException("The field " + names[i] + " is asked for twice.");
      }
      at.field = i;
    }
    return root;
  }

  /** The position of the field that ends here; −1 where none does. */
  int field() {
    return field;
  }

  @Nullable NeededFields below(String name) {
    return children.get(name);
  }

  /** Whether any needed field is a text, or a list of texts, of this schema. */
  boolean readsFrom(Schema schema) {
    return switch (schema.getType()) {
      case NULL, MAP -> false;
      case RECORD ->
          schema.getFields().stream()
              .anyMatch(
                  f -> {
                    NeededFields child = children.get(f.name());
                    return child != null && child.readsFrom(f.schema());
                  });
      case UNION -> schema.getTypes().stream().anyMatch(this::readsFrom);
      case ARRAY -> field != NONE && hasTexts(schema.getElementType());
      default -> field != NONE;
    };
  }

  /** Whether an array's items can be texts; items without any byte are not. */
  private static boolean hasTexts(Schema item) {
    return switch (item.getType()) {
      case NULL, MAP, ARRAY, RECORD -> false;
      case UNION -> item.getTypes().stream().anyMatch(NeededFields::hasTexts);
      case FIXED -> item.getFixedSize() > 0;
      default -> true;
    };
  }
}

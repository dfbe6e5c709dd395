package io.chokepoint.datagen.imports;

import static io.chokepoint.datagen.imports.mapping.UnplacedException.quoted;

import io.chokepoint.datagen.imports.mapping.RejectReason;
import io.chokepoint.datagen.imports.mapping.UnplacedException;
import io.chokepoint.domain.network.document.Spelling;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Texts of a log as values of an Avro schema. */
final class AvroValues {

  private AvroValues() {}

  /** Whether there is a way from texts to a schema. */
  static boolean canHold(Schema schema) {
    return switch (schema.getType()) {
      case STRING, LONG, INT, FLOAT, DOUBLE, BOOLEAN, ENUM -> true;
      case ARRAY -> canHold(schema.getElementType());
      case UNION -> schema.isNullable() && schema.getTypes().size() == 2 && canHold(branch(schema));
      default -> false;
    };
  }

  /** The branch of a nullable union that is not null; any other schema itself. */
  private static Schema branch(Schema schema) {
    if (!schema.isUnion()) {
      return schema;
    }
    return schema.getTypes().stream()
        .filter(type -> type.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }

  /**
   * A value for a schema.
   *
   * @param read a text, a list of texts, or null for none
   * @return null where there is none
   * @throws UnplacedException if the text is no such value
   */
  static @Nullable Object of(Schema schema, @Nullable Object read, String field)
      throws UnplacedException {
    Schema plain = branch(schema);
    if (read == null) {
      return null;
    }
    if (plain.getType() == Schema.Type.ARRAY) {
      return items(plain, read, field);
    }
    if (!(read instanceof String text)) {
      throw bad(field, "is a list, and holds one value", "");
    }
    if (text.isEmpty() && plain.getType() != Schema.Type.STRING) {
      return null;
    }
    return value(plain, text, field);
  }

  private static List<Object> items(Schema array, Object read, String field)
      throws UnplacedException {
    List<Object> items = new ArrayList<>();
    for (Object item : read instanceof List<?> list ? list : List.of(read)) {
      if (!item.equals("")) {
        items.add(value(array.getElementType(), item.toString(), field));
      }
    }
    return items;
  }

  private static Object value(Schema schema, String text, String field) throws UnplacedException {
    try {
      return switch (schema.getType()) {
        case LONG -> Long.parseLong(text.strip());
        case INT -> Integer.parseInt(text.strip());
        case FLOAT -> Float.parseFloat(text);
        case DOUBLE -> Double.parseDouble(text);
        case BOOLEAN -> truth(text, field);
        case ENUM -> symbol(schema, text, field);
        default -> text;
      };
    } catch (NumberFormatException notANumber) {
      throw bad(
          field,
          "is " + quoted(text) + ", and holds a number",
          schema.getType() == Schema.Type.LONG ? " without a fraction" : "");
    }
  }

  private static boolean truth(String text, String field) throws UnplacedException {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(field, "is " + quoted(text) + ", and holds true or false", "");
    };
  }

  private static GenericData.EnumSymbol symbol(Schema schema, String text, String field)
      throws UnplacedException {
    if (!schema.hasEnumSymbol(text)) {
      throw bad(
          field,
          "is " + quoted(text),
          "; " + Spelling.remedy(text, schema.getEnumSymbols(), "it can be"));
    }
    return new GenericData.EnumSymbol(schema, text);
  }

  private static UnplacedException bad(String field, String wrong, String more) {
    return new UnplacedException(
        RejectReason.BAD_VALUE, "the field '" + field + "' " + wrong + more);
  }
}

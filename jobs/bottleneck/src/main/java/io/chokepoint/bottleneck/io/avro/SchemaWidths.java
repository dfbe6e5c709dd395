package io.chokepoint.bottleneck.io.avro;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** How many bytes the values of a schema take: exactly, or at least. */
final class SchemaWidths {

  /** The width of a schema whose values do not all take the same number of bytes. */
  static final int VARIABLE = -1;

  private final Map<Schema, Integer> exact = new IdentityHashMap<>();
  private final Map<Schema, Integer> least = new IdentityHashMap<>();

  /** The bytes that every value takes, or {@link #VARIABLE}. */
  int exact(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> 0;
      case BOOLEAN -> 1;
      case FLOAT -> Float.BYTES;
      case DOUBLE -> Double.BYTES;
      case FIXED -> schema.getFixedSize();
      case RECORD -> {
        Integer known = exact.putIfAbsent(schema, VARIABLE);
        if (known != null) {
          yield known;
        }
        long sum = 0;
        for (Schema.Field field : schema.getFields()) {
          int width = exact(field.schema());
          if (width == VARIABLE || sum + width > Integer.MAX_VALUE) {
            yield VARIABLE;
          }
          sum += width;
        }
        exact.put(schema, (int) sum);
        yield (int) sum;
      }
      default -> VARIABLE;
    };
  }

  /**
   * The bytes that every value takes at least. A record inside itself counts as one byte: only a
   * union, an array or a map can end it, and each of them takes one.
   */
  int least(Schema schema) {
    int width = exact(schema);
    if (width != VARIABLE) {
      return width;
    }
    if (schema.getType() == Schema.Type.UNION) {
      int branch = Integer.MAX_VALUE - 1;
      for (Schema s : schema.getTypes()) {
        branch = Math.min(branch, least(s));
      }
      return 1 + branch;
    }
    if (schema.getType() != Schema.Type.RECORD) {
      return 1;
    }
    Integer known = least.putIfAbsent(schema, 1);
    if (known != null) {
      return known;
    }
    long sum = 0;
    for (Schema.Field field : schema.getFields()) {
      sum = Math.min(Integer.MAX_VALUE - 1, sum + least(field.schema()));
    }
    least.put(schema, (int) sum);
    return (int) sum;
  }

  /**
   * Refuses a schema none of whose values can end: with a record that has itself as a field other
   * than through a union, an array or a map.
   *
   * @throws IllegalArgumentException naming the record
   */
  static void requireEnding(Schema schema) {
    Map<Schema, Boolean> reachable = new IdentityHashMap<>();
    collectRecords(schema, reachable);
    Map<Schema, Boolean> ended = new IdentityHashMap<>();
    for (Schema each : reachable.keySet()) {
      requireEnding(each, ended);
    }
  }

  private static void requireEnding(Schema rec, Map<Schema, Boolean> ended) {
    Boolean state = ended.putIfAbsent(rec, false);
    if (state != null) {
      if (!state) {
        throw new IllegalArgumentException(
            "The Avro record "
                + rec.getFullName()
                + " contains itself without a union, array or map between, so no event of it can"
                + " end. Make the inner field a union with null.");
      }
      return;
    }
    for (Schema.Field field : rec.getFields()) {
      if (field.schema().getType() == Schema.Type.RECORD) {
        requireEnding(field.schema(), ended);
      }
    }
    ended.put(rec, true);
  }

  private static void collectRecords(Schema schema, Map<Schema, Boolean> into) {
    List<Schema> inner =
        switch (schema.getType()) {
          case RECORD ->
              into.put(schema, true) != null
                  ? List.of()
                  : schema.getFields().stream().map(Schema.Field::schema).toList();
          case UNION -> schema.getTypes();
          case ARRAY -> List.of(schema.getElementType());
          case MAP -> List.of(schema.getValueType());
          default -> List.of();
        };
    for (Schema s : inner) {
      collectRecords(s, into);
    }
  }
}

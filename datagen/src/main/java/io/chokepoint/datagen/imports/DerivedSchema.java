package io.chokepoint.datagen.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a topic without a contract, as a mapping implies it: the event time in ms, all else
 * texts or lists of them, null where the log has none. A dotted name is a field of an inner record.
 */
final class DerivedSchema {

  private static final String NAMESPACE = "io.chokepoint.imported.";

  private final Map<String, @Nullable Object> tree = new LinkedHashMap<>();

  /** A leaf of the tree; anything else in it is an inner tree. */
  private enum Leaf {
    TIME,
    TEXT,
    LIST
  }

  private DerivedSchema() {}

  /**
   * The schema.
   *
   * @param fields names of the fields, each with whether it is a list
   */
  static Schema of(String network, String topic, String timeField, Map<String, Boolean> fields) {
    DerivedSchema derived = new DerivedSchema();
    derived.put(timeField, Leaf.TIME);
    fields.forEach((name, list) -> derived.put(name, list ? Leaf.LIST : Leaf.TEXT));
    return derived.schemaOf(
        derived.tree,
        NAMESPACE + avroName(network),
        avroName(topic),
        "An event of topic " + topic + " of network " + network + ", imported from a log.");
  }

  /** A name that Avro allows: each character that it does not becomes an underscore. */
  private static String avroName(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
    return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
  }

  @SuppressWarnings("unchecked") // what is no leaf is a tree that was put there below
  private void put(String dotted, Leaf leaf) {
    Map<String, @Nullable Object> at = tree;
    int from = 0;
    for (int dot = dotted.indexOf('.'); dot >= 0; dot = dotted.indexOf('.', from)) {
      at =
          (Map<String, @Nullable Object>)
              at.computeIfAbsent(dotted.substring(from, dot), key -> new LinkedHashMap<>());
      from = dot + 1;
    }
    at.put(dotted.substring(from), leaf);
  }

  @SuppressWarnings("unchecked") // likewise
  private Schema schemaOf(
      Map<String, @Nullable Object> fields, String namespace, String name, String doc) {
    List<Schema.Field> made = new ArrayList<>();
    fields.forEach(
        (field, what) -> {
          if (what instanceof Leaf leaf) {
            made.add(field(field, leaf));
          } else {
            made.add(
                new Schema.Field(
                    field,
                    schemaOf(
                        (Map<String, @Nullable Object>) what,
                        namespace,
                        name + "_" + field,
                        "What the log has as " + field + ".")));
          }
        });
    return Schema.createRecord(name, doc, namespace, false, made);
  }

  private static Schema.Field field(String name, Leaf leaf) {
    Schema text = Schema.create(Schema.Type.STRING);
    return switch (leaf) {
      case TIME ->
          new Schema.Field(
              name,
              LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)),
              "When it happened, UTC.");
      case TEXT ->
          new Schema.Field(
              name,
              Schema.createUnion(Schema.create(Schema.Type.NULL), text),
              null,
              JsonProperties.NULL_VALUE);
      case LIST -> new Schema.Field(name, Schema.createArray(text), null, List.of());
    };
  }
}

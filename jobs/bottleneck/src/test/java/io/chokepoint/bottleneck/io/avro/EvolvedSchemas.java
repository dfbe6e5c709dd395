package io.chokepoint.bottleneck.io.avro;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A schema by which events are written, and another of the same record by which they are read: the
 * writer is older or newer, so that fields are in another order, are gone or new, have grown from
 * int to long, or may be null by now.
 *
 * @param writer by which events are written
 * @param reader by which the reference reads them
 * @param names fields of the reader
 */
record EvolvedSchemas(Schema writer, Schema reader, List<String> names) {
  /** Makes a pair of a random schema; null where that contains itself, and cannot be changed. */
  static @Nullable EvolvedSchemas of(Schema base, Random random) {
    if (base.getFields().stream()
        .anyMatch(field -> contains(field.schema(), base, new HashSet<>()))) {
      return null;
    }
    List<Schema.Field> written = new ArrayList<>();
    List<Schema.Field> read = new ArrayList<>();
    for (Schema.Field field : base.getFields()) {
      String name = field.name();
      Schema schema = field.schema();
      switch (random.nextInt(6)) {
        case 0 -> written.add(new Schema.Field(name, schema, null));
        case 1 -> {
          // Gone, or not yet there: the reader's default is null.
          read.add(new Schema.Field(name, nullable(schema), null, JsonProperties.NULL_VALUE));
        }
        case 2 -> {
          written.add(new Schema.Field(name, schema, null));
          read.add(new Schema.Field(name, nullable(schema), null, JsonProperties.NULL_VALUE));
        }
        case 3 -> {
          boolean grows = schema.getType() == Schema.Type.INT;
          written.add(new Schema.Field(name, schema, null));
          read.add(new Schema.Field(name, grows ? Schema.create(Schema.Type.LONG) : schema, null));
        }
        default -> {
          written.add(new Schema.Field(name, schema, null));
          read.add(new Schema.Field(name, schema, null));
        }
      }
    }
    List<String> names = new ArrayList<>(read.stream().map(Schema.Field::name).toList());
    names.add("nowhere");
    Collections.shuffle(read, random);
    return new EvolvedSchemas(rec(base, written), rec(base, read), names);
  }

  private static Schema rec(Schema like, List<Schema.Field> fields) {
    Schema rec = Schema.createRecord(like.getName(), null, like.getNamespace(), false);
    rec.setFields(fields);
    return rec;
  }

  private static Schema nullable(Schema schema) {
    List<Schema> branches = new ArrayList<>();
    branches.add(Schema.create(Schema.Type.NULL));
    if (schema.getType() == Schema.Type.UNION) {
      schema.getTypes().stream()
          .filter(branch -> branch.getType() != Schema.Type.NULL)
          .forEach(branches::add);
    } else if (schema.getType() != Schema.Type.NULL) {
      branches.add(schema);
    }
    return Schema.createUnion(branches);
  }

  private static boolean contains(Schema schema, Schema wanted, Set<String> seen) {
    return switch (schema.getType()) {
      case RECORD ->
          schema.getFullName().equals(wanted.getFullName())
              || (seen.add(schema.getFullName())
                  && schema.getFields().stream()
                      .anyMatch(field -> contains(field.schema(), wanted, seen)));
      case ARRAY -> contains(schema.getElementType(), wanted, seen);
      case MAP -> contains(schema.getValueType(), wanted, seen);
      case UNION -> schema.getTypes().stream().anyMatch(type -> contains(type, wanted, seen));
      default -> false;
    };
  }
}

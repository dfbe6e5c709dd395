package io.chokepoint.bottleneck.io.avro;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Random schemas of events, and random events of a schema. */
final class RandomEvents {

  private static final int MAX_DEPTH = 3;

  private final Random random;
  private final List<Schema> records = new ArrayList<>();
  private int named;

  RandomEvents(Random random) {
    this.random = random;
  }

  /**
   * A schema of 1 to 8 fields, nested up to three deep, in which records may contain themselves.
   */
  Schema schema() {
    records.clear();
    return rec(0);
  }

  private Schema rec(int depth) {
    Schema rec = Schema.createRecord("R" + named++, null, "fuzz", false);
    records.add(rec);
    List<Schema.Field> fields = new ArrayList<>();
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      fields.add(new Schema.Field("f" + i, any(depth + 1), null));
    }
    rec.setFields(fields);
    return rec;
  }

  private Schema any(int depth) {
    int kind = random.nextInt(depth > MAX_DEPTH ? 10 : 16);
    return switch (kind) {
      case 10 -> rec(depth);
      case 11 -> Schema.createArray(notEmpty(any(depth + 1)));
      case 12 -> Schema.createMap(any(depth + 1));
      case 13 -> union(depth + 1);
      case 14 ->
          Schema.createUnion(
              Schema.create(Schema.Type.NULL), records.get(random.nextInt(records.size())));
      case 15 -> Schema.createArray(notEmpty(leaf()));
      default -> leaf();
    };
  }

  /** Arrays of items without bytes are tried on their own: the reference counts them one by one. */
  private static Schema notEmpty(Schema item) {
    return new SchemaWidths().exact(item) != 0 ? item : Schema.create(Schema.Type.INT);
  }

  private Schema union(int depth) {
    Map<String, Schema> branches = new HashMap<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Schema branch = random.nextInt(3) == 0 ? Schema.create(Schema.Type.NULL) : any(depth);
      if (branch.getType() != Schema.Type.UNION) {
        branches.putIfAbsent(branch.getFullName(), branch);
      }
    }
    return branches.isEmpty()
        ? Schema.createUnion(leaf())
        : Schema.createUnion(new ArrayList<>(branches.values()));
  }

  private Schema leaf() {
    String name = "N" + named;
    return switch (random.nextInt(18)) {
      case 0 -> Schema.create(Schema.Type.INT);
      case 1 -> Schema.create(Schema.Type.LONG);
      case 2 -> Schema.create(Schema.Type.FLOAT);
      case 3 -> Schema.create(Schema.Type.DOUBLE);
      case 4 -> Schema.create(Schema.Type.BOOLEAN);
      case 5 -> Schema.create(Schema.Type.BYTES);
      case 6 -> Schema.create(Schema.Type.NULL);
      case 7 -> Schema.createEnum("N" + named++, null, "fuzz", List.of("A", "B", "C_3"));
      case 8 -> Schema.createFixed("N" + named++, null, "fuzz", 1 + random.nextInt(20));
      case 9 -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
      case 10 -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
      case 11 -> LogicalTypes.timestampNanos().addToSchema(Schema.create(Schema.Type.LONG));
      case 12 -> LogicalTypes.localTimestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
      case 13 -> LogicalTypes.decimal(60, 7).addToSchema(Schema.create(Schema.Type.BYTES));
      case 14 -> {
        named++;
        yield LogicalTypes.decimal(30, 30).addToSchema(SchemaBuilder.fixed(name).size(13));
      }
      case 15 -> {
        named++;
        yield LogicalTypes.uuid().addToSchema(SchemaBuilder.fixed(name).size(16));
      }
      default -> Schema.create(Schema.Type.STRING);
    };
  }

  GenericData.Record event(Schema schema) {
    return event(schema, 0);
  }

  private GenericData.Record event(Schema schema, int depth) {
    GenericData.Record rec = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      rec.put(field.pos(), value(field.schema(), depth + 1));
    }
    return rec;
  }

  private @Nullable Object value(Schema schema, int depth) {
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT -> (int) number() >> random.nextInt(32);
      case LONG -> number();
      case FLOAT -> Float.intBitsToFloat(random.nextInt());
      case DOUBLE -> random.nextBoolean() ? random.nextInt(1000) / 8.0 : random.nextGaussian();
      case STRING -> text();
      case ENUM ->
          new GenericData.EnumSymbol(
              schema, schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())));
      case FIXED -> {
        byte[] bytes = bytes(schema.getFixedSize());
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal) {
          bytes[0] = (byte) (bytes[0] < 0 ? -1 : 0); // within the precision
        }
        yield new GenericData.Fixed(schema, bytes);
      }
      case BYTES -> {
        boolean decimal = schema.getLogicalType() != null;
        yield ByteBuffer.wrap(bytes(decimal ? 1 + random.nextInt(24) : random.nextInt(30)));
      }
      case ARRAY -> {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = size(depth); i > 0; i--) {
          items.add(value(schema.getElementType(), depth + 1));
        }
        yield items;
      }
      case MAP -> {
        Map<String, @Nullable Object> entries = new HashMap<>();
        for (int i = size(depth); i > 0; i--) {
          entries.put(text(), value(schema.getValueType(), depth + 1));
        }
        yield entries;
      }
      case UNION -> {
        List<Schema> branches = schema.getTypes();
        Schema branch = branches.get(random.nextInt(branches.size()));
        boolean ends = depth > 8 && branches.get(0).getType() == Schema.Type.NULL;
        yield ends ? null : value(branch, depth + 1);
      }
      case RECORD -> event(schema, depth);
    };
  }

  private int size(int depth) {
    return depth > 6 ? 0 : random.nextInt(4);
  }

  private long number() {
    return random.nextLong() >> random.nextInt(64);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      switch (random.nextInt(6)) {
        case 0 -> text.append("é");
        case 1 -> text.append("\uFFFD");
        case 2 -> text.append("\uD83D\uDE00");
        default -> text.append((char) ('a' + random.nextInt(26)));
      }
    }
    return text.toString();
  }
}

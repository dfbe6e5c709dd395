package io.chokepoint.bottleneck.io.avro;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writes the {@link FieldProgram} of one writer schema.
 *
 * <p>Needed records are written out in line, which ends because names are finite. Records that are
 * passed over become routines, one for each, so that a record may contain itself.
 */
final class FieldCompiler {

  /** Digits beyond which a decimal is surely a mistake in the schema; texts stay short. */
  private static final int MAX_DECIMAL_DIGITS = 1_000;

  private static final double BITS_PER_DIGIT = Math.log(10) / Math.log(2);

  private static final Schema MAP_KEY = Schema.create(Schema.Type.STRING);

  /** The length of an empty key. */
  private static final int MAP_KEY_BYTES = 1;

  private final Extent extent;
  private final SchemaWidths widths = new SchemaWidths();
  private final StepList steps = new StepList();
  private final Map<Schema, List<Integer>> calls = new IdentityHashMap<>();
  private final ArrayDeque<Schema> unwritten = new ArrayDeque<>();

  private FieldCompiler(Extent extent) {
    this.extent = extent;
  }

  /**
   * The program that takes fields out of records of a schema.
   *
   * @param names the needed fields, dotted where they are in nested records
   * @throws IllegalArgumentException if the schema is no record, if no record of it could end, or
   *     if a decimal has more than 1,000 digits
   */
  static FieldProgram compile(Schema schema, String[] names, Extent extent) {
    if (schema.getType() != Schema.Type.RECORD) {
      throw new IllegalArgumentException(
          "An event's Avro schema must be a record, but this one is: "
              + schema.getType().getName());
    }
    SchemaWidths.requireEnding(schema);
    FieldCompiler compiler = new FieldCompiler(extent);
    compiler.value(schema, NeededFields.of(names), extent != Extent.WHOLE_RECORD);
    compiler.steps.add(Op.END);
    compiler.routines();
    return compiler.steps.program();
  }

  /**
   * @param needed the fields needed of this value; null or not in it where none are
   * @param last whether nothing behind this value is needed
   */
  private void value(Schema schema, @Nullable NeededFields needed, boolean last) {
    if (needed == null || !needed.readsFrom(schema)) {
      if (!last) {
        pass(schema);
      }
      return;
    }
    switch (schema.getType()) {
      case RECORD -> fields(schema, needed, last);
      case UNION -> union(schema, needed, last);
      case ARRAY -> {
        steps.add(Op.LIST_BEGIN);
        Schema item = schema.getElementType();
        blocks(widths.least(item), false, () -> item(item));
        steps.add(Op.LIST_END, needed.field());
      }
      default -> text(schema, needed.field());
    }
  }

  private void fields(Schema rec, NeededFields needed, boolean last) {
    List<Schema.Field> fields = rec.getFields();
    int end = fields.size();
    if (last) {
      while (!reads(needed, fields.get(end - 1))) {
        end--;
      }
    }
    for (int i = 0; i < end; i++) {
      Schema.Field field = fields.get(i);
      value(field.schema(), needed.below(field.name()), last && i == end - 1);
    }
  }

  private static boolean reads(NeededFields needed, Schema.Field field) {
    NeededFields below = needed.below(field.name());
    return below != null && below.readsFrom(field.schema());
  }

  private void union(Schema union, @Nullable NeededFields needed, boolean last) {
    branches(union, branch -> value(branch, needed, last));
  }

  /** An item of a needed array: a text, or passed over where it cannot be one. */
  private void item(Schema item) {
    switch (item.getType()) {
      case UNION -> branches(item, this::item);
      case NULL, RECORD, ARRAY, MAP -> pass(item);
      default -> text(item, Op.ITEM);
    }
  }

  private void branches(Schema union, Consumer<Schema> write) {
    List<Schema> branches = union.getTypes();
    int[] head = new int[2 + branches.size()];
    head[0] = Op.UNION;
    head[1] = branches.size();
    int table = steps.add(head) + 2;
    List<Integer> exits = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      steps.patch(table + i, steps.here());
      write.accept(branches.get(i));
      if (i < branches.size() - 1) {
        exits.add(steps.add(Op.JUMP, 0) + 1);
      }
    }
    int end = steps.here();
    exits.forEach(exit -> steps.patch(exit, end));
  }

  /**
   * The blocks of an array or map, with the steps of one item.
   *
   * @param mayJump whether a block that gives its size in bytes need not be walked
   */
  private void blocks(int leastItemBytes, boolean mayJump, Runnable item) {
    int head = steps.add(Op.BLOCK, leastItemBytes, 0, mayJump ? 1 : 0);
    int start = steps.here();
    item.run();
    steps.add(Op.NEXT_ITEM, start, head);
    steps.patch(head + 2, steps.here());
  }

  private void pass(Schema schema) {
    int width = widths.exact(schema);
    if (width != SchemaWidths.VARIABLE) {
      steps.skip(width);
      return;
    }
    switch (schema.getType()) {
      case UNION -> branches(schema, this::pass);
      case ARRAY -> {
        Schema item = schema.getElementType();
        blocks(widths.least(item), mayJump(), () -> pass(item));
      }
      case MAP -> {
        Schema item = schema.getValueType();
        blocks(
            MAP_KEY_BYTES + widths.least(item),
            mayJump(),
            () -> {
              passLeaf(MAP_KEY);
              pass(item);
            });
      }
      case RECORD -> {
        int at = steps.add(Op.CALL, 0) + 1;
        calls
            .computeIfAbsent(
                schema,
                s -> {
                  unwritten.add(s);
                  return new ArrayList<>();
                })
            .add(at);
      }
      default -> passLeaf(schema);
    }
  }

  private boolean mayJump() {
    return extent == Extent.NEEDED_FIELDS;
  }

  private void passLeaf(Schema leaf) {
    if (extent == Extent.WHOLE_RECORD) {
      text(leaf, Op.NOWHERE);
      return;
    }
    switch (leaf.getType()) {
      case INT, ENUM -> steps.add(Op.SKIP_VARINT, ByteCursor.MAX_INT_BYTES);
      case LONG -> steps.add(Op.SKIP_VARINT, ByteCursor.MAX_LONG_BYTES);
      default -> steps.add(Op.SKIP_LENGTH);
    }
  }

  private void routines() {
    Map<Schema, Integer> starts = new IdentityHashMap<>();
    for (Schema rec = unwritten.poll(); rec != null; rec = unwritten.poll()) {
      starts.put(rec, steps.here());
      rec.getFields().forEach(field -> pass(field.schema()));
      steps.add(Op.RETURN);
    }
    starts.forEach(
        (rec, start) -> calls.getOrDefault(rec, List.of()).forEach(at -> steps.patch(at, start)));
  }

  private void text(Schema schema, int field) {
    switch (schema.getType()) {
      case STRING -> steps.add(Op.STRING, field);
      case INT -> steps.add(Op.INT, field);
      case LONG -> integer(schema.getLogicalType(), field);
      case FLOAT -> steps.add(Op.FLOAT, field);
      case DOUBLE -> steps.add(Op.DOUBLE, field);
      case BOOLEAN -> steps.add(Op.BOOLEAN, field);
      case ENUM -> steps.add(Op.ENUM, field, steps.symbols(schema.getEnumSymbols()));
      case BYTES -> {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
          steps.add(Op.BYTES_DECIMAL, field, decimal.getScale(), bits(schema, decimal));
        } else {
          steps.add(Op.BYTES_HEX, field);
        }
      }
      case FIXED -> fixed(schema, field);
      default -> throw new IllegalStateException("no text of " + schema.getType());
    }
  }

  private void integer(@Nullable LogicalType logical, int field) {
    int perMilli =
        switch (logical == null ? "" : logical.getName()) {
          case "timestamp-micros", "local-timestamp-micros" -> 1_000;
          case "timestamp-nanos", "local-timestamp-nanos" -> 1_000_000;
          default -> 1;
        };
    if (perMilli == 1) {
      steps.add(Op.LONG, field);
    } else {
      steps.add(Op.LONG_DIVIDED, field, perMilli);
    }
  }

  private void fixed(Schema schema, int field) {
    LogicalType logical = schema.getLogicalType();
    int size = schema.getFixedSize();
    if (logical instanceof LogicalTypes.Decimal decimal && size > 0) {
      steps.add(Op.FIXED_DECIMAL, field, size, decimal.getScale(), bits(schema, decimal));
    } else if (logical != null && logical.getName().equals("uuid") && size == 16) {
      steps.add(Op.FIXED_UUID, field);
    } else {
      steps.add(Op.FIXED_HEX, field, size);
    }
  }

  private static int bits(Schema schema, LogicalTypes.Decimal decimal) {
    if (decimal.getPrecision() > MAX_DECIMAL_DIGITS) {
      throw new IllegalArgumentException(
          "The decimal of "
              + schema.getName()
              + " has "
              + decimal.getPrecision()
              + " digits; at most "
              + MAX_DECIMAL_DIGITS
              + " are read.");
    }
    return (int) Math.ceil(decimal.getPrecision() * BITS_PER_DIGIT);
  }
}

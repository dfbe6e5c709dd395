package io.chokepoint.bottleneck.io.avro;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The texts of fields as they follow from what Avro's own reader gives: the slow, plain way. */
final class ReferenceTexts {

  /** What a field that is not there has. */
  static final Object ABSENT = "(absent)";

  private ReferenceTexts() {}

  /** A text, a list of texts, or {@link #ABSENT}. */
  static Object of(GenericRecord rec, String name) {
    int dot = name.indexOf('.');
    Schema.Field field = rec.getSchema().getField(dot < 0 ? name : name.substring(0, dot));
    if (field == null) {
      return ABSENT;
    }
    Object value = rec.get(field.pos());
    if (dot >= 0) {
      return value instanceof GenericRecord inner ? of(inner, name.substring(dot + 1)) : ABSENT;
    }
    Schema schema = branch(field.schema(), value);
    if (!(value instanceof Collection<?> items)) {
      String text = text(schema, value);
      return text == null ? ABSENT : text;
    }
    Schema item = schema.getElementType();
    List<String> texts = new ArrayList<>();
    for (Object each : items) {
      String text = text(branch(item, each), each);
      if (text != null) {
        texts.add(text);
      }
    }
    return couldBeText(item) ? texts : ABSENT;
  }

  private static boolean couldBeText(Schema item) {
    return switch (item.getType()) {
      case UNION -> item.getTypes().stream().anyMatch(ReferenceTexts::couldBeText);
      case NULL, RECORD, MAP, ARRAY -> false;
      default -> true;
    };
  }

  private static Schema branch(Schema schema, @Nullable Object value) {
    return schema.getType() == Schema.Type.UNION
        ? schema.getTypes().get(GenericData.get().resolveUnion(schema, value))
        : schema;
  }

  private static @Nullable String text(Schema schema, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (schema.getType()) {
      case NULL, RECORD, MAP, ARRAY, UNION -> null;
      case LONG -> {
        String logical = schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
        long perMilli =
            logical.endsWith("micros") ? 1_000 : logical.endsWith("nanos") ? 1_000_000 : 1;
        yield String.valueOf(Math.floorDiv((Long) value, perMilli));
      }
      case BYTES -> bytes(schema, ((ByteBuffer) value).duplicate());
      case FIXED -> bytes(schema, ByteBuffer.wrap(((GenericFixed) value).bytes()));
      default -> value.toString();
    };
  }

  private static String bytes(Schema schema, ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      return new BigDecimal(new BigInteger(bytes), decimal.getScale()).toPlainString();
    }
    StringBuilder hex = new StringBuilder();
    for (byte b : bytes) {
      hex.append(String.format("%02x", b));
    }
    if (schema.getLogicalType() != null && schema.getLogicalType().getName().equals("uuid")) {
      hex.insert(8, '-').insert(13, '-').insert(18, '-').insert(23, '-');
    }
    return hex.toString();
  }
}

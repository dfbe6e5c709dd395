package io.chokepoint.datagen.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where an event time is in the bytes of a value.
 *
 * @param from its first byte
 * @param to the byte behind it
 * @param schema its schema
 * @param number what stands there, in the unit of the schema
 */
record TimeInValue(int from, int to, Schema schema, BigDecimal number) {
  /** More digits than any time in nanoseconds has: no number to calculate with. */
  private static final int MOST_DIGITS = 20;

  /**
   * Finds a field in a record.
   *
   * @param field its name; dotted where it is in a nested record
   * @param start the first byte of the record
   * @return null where the record has no such field, or no number is in it
   */
  static @Nullable TimeInValue find(Schema schema, String field, byte[] value, int start)
      throws IOException {
    BinaryDecoder in = DecoderFactory.get().binaryDecoder(value, start, value.length - start, null);
    Schema at = schema;
    String path = field;
    while (true) {
      switch (at.getType()) {
        case UNION -> at = at.getTypes().get(in.readIndex());
        case RECORD -> {
          Schema.Field next = pass(at, path, in);
          if (next == null) {
            return null;
          }
          path = path.substring(Math.min(path.length(), next.name().length() + 1));
          at = next.schema();
        }
        default -> {
          return path.isEmpty() ? leaf(at, value, in) : null;
        }
      }
    }
  }

  /** Passes over the fields before the one that the path leads through. */
  private static Schema.@Nullable Field pass(Schema schema, String path, BinaryDecoder in)
      throws IOException {
    for (Schema.Field field : schema.getFields()) {
      if (path.equals(field.name()) || path.startsWith(field.name() + ".")) {
        return field;
      }
      GenericDatumReader.skip(field.schema(), in);
    }
    return null;
  }

  private static @Nullable TimeInValue leaf(Schema schema, byte[] value, BinaryDecoder in)
      throws IOException {
    int from = value.length - in.inputStream().available();
    BigDecimal number =
        switch (schema.getType()) {
          case LONG -> BigDecimal.valueOf(in.readLong());
          case DOUBLE -> BigDecimal.valueOf(in.readDouble());
          case STRING -> new BigDecimal(in.readString().strip());
          default -> null;
        };
    if (number == null || number.precision() - number.scale() > MOST_DIGITS) {
      return null;
    }
    int to = value.length - in.inputStream().available();
    return new TimeInValue(from, to, schema, number);
  }

  /** The time in ms since 1970, rounded towards the past. */
  long millis() {
    return number.divide(BigDecimal.valueOf(unitsAMilli()), 0, RoundingMode.FLOOR).longValueExact();
  }

  /** The value with a later time. */
  byte[] moved(byte[] value, long byMillis) {
    BigDecimal later =
        number.add(BigDecimal.valueOf(byMillis).multiply(BigDecimal.valueOf(unitsAMilli())));
    ByteArrayOutputStream moved = new ByteArrayOutputStream(value.length + Long.BYTES);
    moved.write(value, 0, from);
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(moved, null);
    try {
      switch (schema.getType()) {
        case LONG -> out.writeLong(later.longValueExact());
        case DOUBLE -> out.writeDouble(later.doubleValue());
        default -> out.writeString(later.toPlainString());
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot fail to be written to", e);
    }
    moved.write(value, to, value.length - to);
    return moved.toByteArray();
  }

  private long unitsAMilli() {
    LogicalType type = schema.getLogicalType();
    String name = type == null ? "" : type.getName();
    return name.endsWith("-micros") ? 1_000 : name.endsWith("-nanos") ? 1_000_000 : 1;
  }
}

package io.chokepoint.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records of the contracts as JSON objects: fields by name, times in ms since 1970, enums as text,
 * bytes in Base64; nulls are left out. Numbers are JSON numbers; those that JSON does not have
 * (NaN, infinity) are texts.
 */
public final class ContractJson {
  private static final int INITIAL_BYTES = 512;

  private static final JsonFactory JSON = new JsonFactory();

  private ContractJson() {}

  /** A record in UTF-8. */
  public static byte[] bytes(SpecificRecord datum) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(INITIAL_BYTES);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      writeValue(datum, json);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot fail to be written to", e);
    }
    return out.toByteArray();
  }

  /** Writes a record's fields into an object that has been begun. */
  public static void writeFields(IndexedRecord datum, JsonGenerator json) throws IOException {
    List<Schema.Field> fields = datum.getSchema().getFields();
    for (int i = 0; i < fields.size(); i++) {
      Object field = datum.get(i);
      if (field != null) {
        json.writeFieldName(fields.get(i).name());
        writeValue(field, json);
      }
    }
  }

  private static void writeValue(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof CharSequence text) {
      json.writeString(text.toString());
    } else if (value instanceof Instant time) {
      json.writeNumber(time.toEpochMilli());
    } else if (value instanceof GenericEnumSymbol<?> symbol) {
      // Not its Java name: Java's reserved words have another one there.
      int ordinal = ((Enum<?>) symbol).ordinal();
      json.writeString(symbol.getSchema().getEnumSymbols().get(ordinal));
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      json.writeBinary(bytes);
    } else if (value instanceof IndexedRecord inner) {
      json.writeStartObject();
      writeFields(inner, json);
      json.writeEndObject();
    } else if (value instanceof Collection<?> items) {
      json.writeStartArray();
      for (Object item : items) {
        writeValue(item, json);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> entries) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        writeValue(entry.getValue(), json);
      }
      json.writeEndObject();
    } else {
      throw new IllegalArgumentException(
          "The contracts have no values of " + value.getClass().getName() + ".");
    }
  }
}

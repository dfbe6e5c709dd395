package io.chokepoint.console.view;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the API. Records of the topics keep the names of their schema; their times are ms
 * since 1970, and their bytes are left out.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(
              new SimpleModule().addSerializer(SpecificRecord.class, new RecordSerializer()));

  private Json() {}

  /** A value as JSON, in UTF-8. */
  public static byte[] of(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("This is no JSON: " + value.getClass(), e);
    }
  }

  /**
   * A text field of a JSON object; null where there is none, or the bytes are no JSON object.
   *
   * @param json UTF-8
   * @param field its name
   */
  public static @Nullable String text(byte[] json, String field) {
    try {
      return MAPPER.readTree(json).path(field).textValue();
    } catch (IOException e) {
      return null;
    }
  }

  private static final class RecordSerializer extends JsonSerializer<SpecificRecord> {

    @Override
    public void serialize(SpecificRecord record, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartObject();
      for (Schema.Field field : record.getSchema().getFields()) {
        Object value = record.get(field.pos());
        if (!(value instanceof ByteBuffer)) {
          out.writeFieldName(field.name());
          write(value, out, provider);
        }
      }
      out.writeEndObject();
    }

    private void write(@Nullable Object value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (value instanceof SpecificRecord record) {
        serialize(record, out, provider);
      } else if (value instanceof Collection<?> list) {
        out.writeStartArray();
        for (Object each : list) {
          write(each, out, provider);
        }
        out.writeEndArray();
      } else if (value instanceof Map<?, ?> map) {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.writeFieldName(String.valueOf(entry.getKey()));
          write(entry.getValue(), out, provider);
        }
        out.writeEndObject();
      } else if (value instanceof Instant time) {
        out.writeNumber(time.toEpochMilli());
      } else if (value instanceof Double real && !Double.isFinite(real)) {
        out.writeNull();
      } else if (value instanceof Number || value instanceof Boolean || value == null) {
        provider.defaultSerializeValue(value, out);
      } else {
        out.writeString(value.toString());
      }
    }
  }
}

package io.chokepoint.datagen.sink;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.chokepoint.datagen.EventSink;
import io.chokepoint.datagen.SimulatedEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes all events into one file of JSON, one object a line: the field {@code topic}, then the
 * fields of the contract; times in ms since 1970, enums as text, nulls left out. Compressed where
 * the file's name ends with {@code .gz}. The same events give the same bytes.
 */
public final class JsonLinesEventSink implements EventSink {
  private final JsonGenerator json;

  /**
   * Begins the file; an existing one is replaced.
   *
   * @throws IOException if it cannot be written
   */
  public JsonLinesEventSink(Path file) throws IOException {
    this(open(file));
  }

  JsonLinesEventSink(OutputStream out) throws IOException {
    json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8);
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  private static OutputStream open(Path file) throws IOException {
    OutputStream out = Files.newOutputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
  }

  @Override
  public void write(SimulatedEvent event) throws IOException {
    SpecificRecord value = event.value();
    json.writeStartObject();
    json.writeStringField("topic", event.topic());
    List<Schema.Field> fields = value.getSchema().getFields();
    for (int i = 0; i < fields.size(); i++) {
      Object field = value.get(i);
      if (field != null) {
        json.writeFieldName(fields.get(i).name());
        writeValue(field, fields.get(i).schema());
      }
    }
    json.writeEndObject();
  }

  private void writeValue(@Nullable Object value, Schema schema) throws IOException {
    if (value instanceof CharSequence text) {
      json.writeString(text.toString());
    } else if (value instanceof Instant time) {
      json.writeNumber(time.toEpochMilli());
    } else if (value instanceof Enum<?> symbol) {
      // Not its name: Java's reserved words have another one there.
      json.writeString(schema.getEnumSymbols().get(symbol.ordinal()));
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Collection<?> items) {
      json.writeStartArray();
      for (Object item : items) {
        writeValue(item, schema.getElementType());
      }
      json.writeEndArray();
    } else {
      throw new IOException("No way to write a value of schema " + schema + " as JSON.");
    }
  }

  @Override
  public void flush() throws IOException {
    json.flush();
  }

  @Override
  public void close() throws IOException {
    json.writeRaw('\n');
    json.close();
  }
}

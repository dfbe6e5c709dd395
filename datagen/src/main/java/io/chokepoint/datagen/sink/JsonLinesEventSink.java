package io.chokepoint.datagen.sink;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.chokepoint.datagen.EventSink;
import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.schemas.ContractJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

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
    json.writeStartObject();
    json.writeStringField("topic", event.topic());
    ContractJson.writeFields(event.value(), json);
    json.writeEndObject();
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

package io.chokepoint.bench.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.chokepoint.bench.state.StateBenchmark.Report;
import io.chokepoint.bench.state.savepoint.OperatorSizes;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** The report for programs: the sums over all journeys, in bytes, as they were measured. */
public final class StateJson {
  private StateJson() {}

  /** Writes one JSON object. */
  public static void write(Report report, Writer out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("benchmark", "state");
      json.writeStringField("path", report.path());
      json.writeArrayFieldStart("stages");
      for (String stage : report.stages()) {
        json.writeString(stage);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("measurements");
      for (Measurement measurement : report.measurements()) {
        write(measurement, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void write(Measurement of, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("backend", of.backend().name().toLowerCase(Locale.ROOT));
    json.writeStringField("fill", of.fill().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("journeys", of.journeys());
    write("journey", of.log(), json);
    write("groups", of.groups(), json);
    json.writeNumberField("checkpoint_bytes", of.checkpointBytes());
    json.writeNumberField("live_heap_bytes", of.heapBytes());
    if (of.backend() == Backend.ROCKSDB) {
      json.writeNumberField("table_file_bytes", of.tableFileBytes());
    }
    json.writeNumberField("journey_bytes_each", of.journeyBytes());
    json.writeEndObject();
  }

  private static void write(String name, OperatorSizes sizes, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("entries", sizes.values().entries());
    json.writeNumberField("key_bytes", sizes.values().keyBytes());
    json.writeNumberField("value_bytes", sizes.values().valueBytes());
    json.writeNumberField("timers", sizes.timers().entries());
    json.writeNumberField("timer_bytes", sizes.timers().bytes());
    json.writeEndObject();
  }
}

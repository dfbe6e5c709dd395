package io.chokepoint.bench.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.chokepoint.bench.checkpoint.CheckpointBenchmark.Report;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** The report for programs: every checkpoint, as it was measured. */
public final class CheckpointJson {
  private CheckpointJson() {}

  /** Writes one JSON object. */
  public static void write(Report report, Writer out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("benchmark", "checkpoint");
      json.writeNumberField("journeys", report.journeys());
      json.writeStringField("fill", report.fill().name().toLowerCase(Locale.ROOT));
      json.writeNumberField("load_before", report.load().before());
      json.writeNumberField("load_after", report.load().after());
      json.writeArrayFieldStart("checkpoints");
      for (CheckpointSample sample : report.samples()) {
        json.writeStartObject();
        json.writeStringField("backend", sample.backend().id());
        json.writeStringField("kind", sample.kind().words());
        json.writeNumberField("duration_millis", sample.cost().durationMillis());
        json.writeNumberField("written_bytes", sample.cost().writtenBytes());
        json.writeNumberField("whole_bytes", sample.cost().wholeBytes());
        json.writeNumberField("events_per_second_before", sample.before());
        json.writeNumberField("events_per_second_during", sample.during());
        json.writeNumberField("events_per_second_after", sample.after());
        json.writeNumberField("dip", sample.dip());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}

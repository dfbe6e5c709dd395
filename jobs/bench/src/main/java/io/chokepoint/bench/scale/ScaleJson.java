package io.chokepoint.bench.scale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.chokepoint.bench.ladder.RatioEstimate;
import io.chokepoint.bench.scale.ScaleBenchmark.Report;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** The report for programs. */
public final class ScaleJson {
  private ScaleJson() {}

  /** Writes one JSON object. */
  public static void write(Report report, Writer out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("benchmark", "scale");
      json.writeNumberField("pairs", report.plan().pairs());
      json.writeNumberField("events_per_part", report.plan().eventsPerPart());
      json.writeNumberField("load_before", report.load().before());
      json.writeNumberField("load_after", report.load().after());
      json.writeArrayFieldStart("workloads");
      for (ScaleLine line : report.lines()) {
        write(line, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void write(ScaleLine line, JsonGenerator json) throws IOException {
    Workload workload = line.workload();
    json.writeStartObject();
    json.writeStringField("backend", line.backend().id());
    json.writeStringField("workload", workload.name());
    json.writeStringField("extent", workload.extent().name().toLowerCase(Locale.ROOT));
    json.writeStringField("skew", workload.skew().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("stages", workload.stages());
    json.writeNumberField("horizon_millis", workload.horizon().toMillis());
    json.writeNumberField("cpu_nanos_per_event", line.nanosPerEvent());
    RatioEstimate growth = line.growth();
    if (growth != null) {
      json.writeNumberField("cpu_ratio", growth.median());
      json.writeNumberField("cpu_ratio_low", growth.low());
      json.writeNumberField("cpu_ratio_high", growth.high());
    }
    json.writeNumberField("open_journeys", line.state().journeys());
    json.writeNumberField("journey_bytes", line.state().journeyBytes());
    json.writeNumberField("cohort_bytes", line.state().cohortBytes());
    json.writeNumberField("busiest_of_8_share", line.busiestShare());
    json.writeEndObject();
  }
}

package io.chokepoint.bench.ladder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.chokepoint.bench.ladder.Ladder.Outcome;
import io.chokepoint.bench.ladder.Ladder.Report;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report for programs: every pass as it was measured, and the ratios. */
public final class LadderJson {
  private LadderJson() {}

  /** Writes one JSON object. */
  public static void write(Report report, Writer out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("benchmark", "ladder");
      json.writeNumberField("cores", Runtime.getRuntime().availableProcessors());
      json.writeStringField("jdk", Runtime.version().toString());
      json.writeNumberField("heap_megabytes", report.options().heapMegabytes());
      json.writeNumberField("warm_up_cpu_millis", report.options().warmUp().toMillis());
      json.writeNumberField("seed", report.options().seed());
      json.writeNumberField("requests_per_minute", report.options().requestsPerMinute());
      json.writeNumberField("events", report.stream().events());
      json.writeObjectFieldStart("events_by_topic");
      for (Map.Entry<String, Long> topic : report.stream().byTopic().entrySet()) {
        json.writeNumberField(topic.getKey(), topic.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("duckdb_query_nanos", report.oracleNanos());
      json.writeArrayFieldStart("rows");
      for (var rows : report.rows().entrySet()) {
        json.writeStartObject();
        json.writeStringField("contender", rows.getKey().id());
        json.writeNumberField("rows", rows.getValue().rows());
        json.writeNumberField("different", rows.getValue().different());
        json.writeBooleanField("equal", rows.getValue().isEqual());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("contenders");
      for (Map.Entry<Contender, List<Sample>> samples : report.samples().entrySet()) {
        write(samples.getKey(), samples.getValue(), json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("ratios");
      for (Outcome outcome : report.outcomes()) {
        write(outcome, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void write(Contender contender, List<Sample> samples, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("contender", contender.id());
    json.writeStringField("words", contender.words());
    json.writeArrayFieldStart("passes");
    for (Sample sample : samples) {
      json.writeStartObject();
      json.writeNumberField("events", sample.events());
      json.writeNumberField("written", sample.written());
      json.writeNumberField("cpu_nanos", sample.cpuNanos());
      json.writeNumberField("compiler_nanos", sample.compilerNanos());
      json.writeNumberField("wall_nanos", sample.wallNanos());
      number("steal_share", sample.stealShare(), json);
      number("foreign_share", sample.foreignShare(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Outcome outcome, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("of", outcome.comparison().of().id());
    json.writeStringField("to", outcome.comparison().to().id());
    number("median", outcome.ratio().median(), json);
    number("low", outcome.ratio().low(), json);
    number("high", outcome.ratio().high(), json);
    json.writeNumberField("pairs", outcome.ratio().count());
    json.writeNumberField("void", outcome.voided());
    number("aim", outcome.comparison().aim(), json);
    number("beyond", outcome.comparison().beyond(), json);
    json.writeEndObject();
  }

  /** What is not known is null: JSON has no NaN. */
  private static void number(String name, @Nullable Double number, JsonGenerator json)
      throws IOException {
    if (number == null || number.isNaN()) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, number);
    }
  }
}

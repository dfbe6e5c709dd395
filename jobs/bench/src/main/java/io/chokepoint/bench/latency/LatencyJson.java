package io.chokepoint.bench.latency;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.chokepoint.bench.latency.LatencyBenchmark.Report;
import io.chokepoint.bench.latency.LatencyLevel.Times;
import java.io.IOException;
import java.io.Writer;

/** The report for programs, times in ms. */
public final class LatencyJson {
  private LatencyJson() {}

  /** Writes one JSON object. */
  public static void write(Report report, Writer out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("benchmark", "latency");
      json.writeNumberField("events_per_second_sustained", report.rate());
      json.writeNumberField("checkpoint_millis", report.plan().checkpoints().toMillis());
      json.writeNumberField("load_before", report.load().before());
      json.writeNumberField("load_after", report.load().after());
      json.writeArrayFieldStart("levels");
      for (LatencyLevel level : report.levels()) {
        json.writeStartObject();
        json.writeNumberField("share", level.share());
        json.writeNumberField("events_per_second", level.eventsPerSecond());
        json.writeNumberField("unread_events", level.unreadEvents());
        json.writeBooleanField("kept_up", level.keptUp());
        json.writeNumberField("generator_behind_millis", level.behindMillis());
        for (Times times : level.times()) {
          json.writeObjectFieldStart(times.kind().replace(' ', '_'));
          json.writeNumberField("count", times.fromEvent().count());
          write("from_event", times.fromEvent(), json);
          write("from_judgeable", times.fromJudgeable(), json);
          json.writeEndObject();
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /** Of no results there are no times. */
  private static void write(String name, Quantiles of, JsonGenerator json) throws IOException {
    if (of.count() > 0) {
      json.writeObjectFieldStart(name);
      json.writeNumberField("p50", of.p50());
      json.writeNumberField("p99", of.p99());
      json.writeNumberField("p99.9", of.p999());
      json.writeEndObject();
    }
  }
}

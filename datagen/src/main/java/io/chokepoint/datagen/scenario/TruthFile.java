package io.chokepoint.datagen.scenario;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.chokepoint.domain.network.document.DocumentFile;
import io.chokepoint.domain.network.document.Fault;
import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.FaultyFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The file with the truth about a simulated stream: one JSON object, small enough to read.
 *
 * <pre>
 * {"network": "inference-network", "scenario": "facilitator-down", "sentence": "The payment…",
 *  "quiet": false, "seed": 1, "start": "2026-01-01T00:00:00Z", "end": "2026-01-01T06:00:00Z",
 *  "requests_per_minute": 120.0,
 *  "incidents": [{"kind": "lossy", "layer": "payments", "path": "request", "stage": "paid",
 *    "topic": null, "dimension": null, "values": [], "onset": "2026-01-01T02:00:00Z",
 *    "full": "2026-01-01T02:00:00Z", "end": "2026-01-01T02:40:00Z", "share": 0.95, "factor": 1.0,
 *    "delay_ms": 0, "reason": "facilitator_unavailable", "lost": 4321, "hit": 4321}]}
 * </pre>
 *
 * The fields are those of {@link Truth} and {@link Truth.Incident}; what is null there is null
 * here.
 */
public final class TruthFile {
  /** Its name, in the folder of the stream that it is about. */
  public static final String NAME = "truth.json";

  private static final DocumentFile FILE =
      new DocumentFile("truth", "simulate the stream again: the truth is written with it");

  private TruthFile() {}

  /** A file that is no truth about a stream, with all its faults. */
  public static final class Unreadable extends FaultyFileException {
    private static final long serialVersionUID = 1L;

    Unreadable(List<Fault> faults) {
      super("truth file", faults);
    }
  }

  /**
   * Writes the truth.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Truth truth, Path file) throws IOException {
    Files.writeString(file, text(truth));
  }

  /**
   * Reads a truth.
   *
   * @throws Unreadable with every fault of the file, or with one if it cannot be read
   */
  public static Truth read(Path file) {
    Faults faults = new Faults(file.toString());
    String text = FILE.load(file, faults);
    throwIfAny(faults);
    return parse(file.toString(), text);
  }

  /**
   * Parses a truth.
   *
   * @param fileName how faults name the file
   * @throws Unreadable with every fault of the text
   */
  public static Truth parse(String fileName, String text) {
    Faults faults = new Faults(fileName);
    Truth truth = new TruthReader(faults).read(FILE.parse(text, faults));
    throwIfAny(faults);
    return truth;
  }

  /** The text of the file of a truth. */
  public static String text(Truth truth) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes, JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("network", truth.network());
      json.writeStringField("scenario", truth.scenario());
      json.writeStringField("sentence", truth.sentence());
      json.writeBooleanField("quiet", truth.quiet());
      json.writeNumberField("seed", truth.seed());
      time(json, "start", truth.startMillis());
      time(json, "end", truth.endMillis());
      json.writeNumberField("requests_per_minute", truth.requestsPerMinute());
      json.writeArrayFieldStart("incidents");
      for (Truth.Incident incident : truth.incidents()) {
        write(json, incident);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot fail to be written to", e);
    }
    return bytes.toString(StandardCharsets.UTF_8) + "\n";
  }

  private static void write(JsonGenerator json, Truth.Incident incident) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", incident.kind().text());
    json.writeStringField("layer", incident.layer());
    json.writeStringField("path", incident.path());
    json.writeStringField("stage", incident.stage());
    json.writeStringField("topic", incident.topic());
    json.writeStringField("dimension", incident.dimension());
    json.writeArrayFieldStart("values");
    for (String value : incident.values()) {
      json.writeString(value);
    }
    json.writeEndArray();
    time(json, "onset", incident.onsetMillis());
    time(json, "full", incident.fullMillis());
    time(json, "end", incident.endMillis());
    json.writeNumberField("share", incident.share());
    json.writeNumberField("factor", incident.factor());
    json.writeNumberField("delay_ms", incident.delayMillis());
    json.writeStringField("reason", incident.reason());
    json.writeNumberField("lost", incident.lost());
    json.writeNumberField("hit", incident.hit());
    json.writeEndObject();
  }

  private static void time(JsonGenerator json, String field, long millis) throws IOException {
    json.writeStringField(field, Instant.ofEpochMilli(millis).toString());
  }

  private static void throwIfAny(Faults faults) {
    if (!faults.none()) {
      throw new Unreadable(faults.inOrder());
    }
  }
}

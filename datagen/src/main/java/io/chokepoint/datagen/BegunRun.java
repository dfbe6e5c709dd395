package io.chokepoint.datagen;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.chokepoint.datagen.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * With what a simulation into files was begun, kept beside them: who resumes it need not remember
 * when it starts, and is told what is different.
 *
 * @param settings each by its name, as text
 */
public record BegunRun(Map<String, String> settings) {
  /** Name of the file beside the events. */
  public static final String NAME = "simulation.json";

  private static final String START = "start";

  /** Copies the settings, in their order. */
  public BegunRun {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** What a simulation is begun with. */
  public static BegunRun of(String network, SimulationOptions options) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("network", network);
    settings.put(START, Instant.ofEpochMilli(options.startMillis()).toString());
    settings.put("seed", Long.toString(options.seed()));
    settings.put("minutes", Long.toString(options.duration().toMinutes()));
    settings.put("rate", Double.toString(options.requestsPerMinute()));
    settings.put("variation", Double.toString(options.behaviour().variation()));
    settings.put("clock skew", options.behaviour().clockSkewMillis() + " ms");
    Scenario scenario = options.scenario();
    settings.put("scenario", scenario == null ? "none" : scenario.name());
    return new BegunRun(settings);
  }

  /** When the simulation starts. */
  public Instant start() {
    return Instant.parse(settings.getOrDefault(START, Instant.EPOCH.toString()));
  }

  /**
   * Requires that another run is this one.
   *
   * @throws InvalidScenarioException if it is not; the message names the first difference
   */
  public void requireSame(BegunRun other) {
    settings.forEach(
        (name, value) -> {
          String theirs = other.settings.get(name);
          if (!value.equals(theirs)) {
            throw new InvalidScenarioException(
                "The simulation was begun with the %s %s, not %s: resume it with that, or leave"
                        .formatted(name, value, theirs)
                    + " --resume out to begin anew.");
          }
        });
  }

  /**
   * Writes it into a folder.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(Files.newOutputStream(folder.resolve(NAME)), JsonEncoding.UTF8)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      for (Map.Entry<String, String> setting : settings.entrySet()) {
        json.writeStringField(setting.getKey(), setting.getValue());
      }
      json.writeEndObject();
    }
  }

  /**
   * Reads it from a folder.
   *
   * @throws InvalidScenarioException if no simulation was begun there
   * @throws IOException if it cannot be read
   */
  public static BegunRun read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      throw new InvalidScenarioException(
          "No simulation was begun in %s: leave --resume out.".formatted(folder));
    }
    Map<String, String> settings = new LinkedHashMap<>();
    try (JsonParser json = new JsonFactory().createParser(Files.readAllBytes(file))) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
          settings.put(json.currentName(), json.getText());
        }
      }
    }
    return new BegunRun(settings);
  }
}

package io.chokepoint.datagen;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.chokepoint.domain.network.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a diagnosis of a simulated stream ought to find.
 *
 * @param network name of the network
 * @param seed seed of the simulation
 * @param startMillis event time at which the simulation starts, ms since 1970 UTC
 * @param endMillis event time from which no user begins a visit
 * @param requestsPerMinute mean rate of requests
 * @param incident the incident, or null for a healthy network
 */
public record Truth(
    String network,
    long seed,
    long startMillis,
    long endMillis,
    double requestsPerMinute,
    @Nullable Where incident) {

  /**
   * An incident, resolved against the network file. Individual journeys are hit by the time at
   * which they enter the step; groups by that of their last member.
   *
   * @param path name of the path
   * @param stage name of the stage
   * @param layer the stage's layer: the answer
   * @param onsetMillis event time of its begin, inclusive
   * @param endMillis event time of its end, exclusive
   * @param rate the share that still reaches the stage meanwhile
   * @param healthyRate that share at other times; 1 where entrants are nodes, models or
   *     applications, of which chance leaves few without traffic
   * @param reason the dominating reason, or null
   */
  public record Where(
      String path,
      String stage,
      @Nullable String layer,
      long onsetMillis,
      long endMillis,
      double rate,
      double healthyRate,
      @Nullable String reason) {}

  /**
   * The truth about a simulation.
   *
   * @throws InvalidScenarioException as {@link Simulation#Simulation(Network, SimulationOptions)}
   */
  public static Truth of(Network network, SimulationOptions options) {
    Incident incident = options.incident();
    Where where = null;
    if (incident != null) {
      StepPlan plan = new NetworkPlan(network).hitBy(incident);
      long onsetMillis = options.startMillis() + incident.start().toMillis();
      where =
          new Where(
              incident.path(),
              incident.stage(),
              plan.layer(),
              onsetMillis,
              onsetMillis + incident.duration().toMillis(),
              incident.rate(),
              plan.rate(),
              incident.reason());
    }
    return new Truth(
        network.name(),
        options.seed(),
        options.startMillis(),
        options.endMillis(),
        options.requestsPerMinute(),
        where);
  }

  /** The truth as one JSON object; {@code incident} is null where there is none. */
  public String toJson() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes, JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("network", network);
      json.writeNumberField("seed", seed);
      json.writeNumberField("start_ms", startMillis);
      json.writeNumberField("end_ms", endMillis);
      json.writeNumberField("requests_per_minute", requestsPerMinute);
      if (incident == null) {
        json.writeNullField("incident");
      } else {
        json.writeObjectFieldStart("incident");
        json.writeStringField("path", incident.path);
        json.writeStringField("stage", incident.stage);
        json.writeStringField("layer", incident.layer);
        json.writeNumberField("onset_ms", incident.onsetMillis);
        json.writeNumberField("end_ms", incident.endMillis);
        json.writeNumberField("rate", incident.rate);
        json.writeNumberField("healthy_rate", incident.healthyRate);
        json.writeStringField("reason", incident.reason);
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot fail to be written to", e);
    }
    return bytes.toString(StandardCharsets.UTF_8) + "\n";
  }

  /**
   * Writes the truth beside the files that it is about.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    Files.writeString(file, toJson());
  }
}

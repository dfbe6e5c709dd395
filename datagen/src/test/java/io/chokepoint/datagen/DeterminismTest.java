package io.chokepoint.datagen;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.datagen.scenario.Scenario;
import io.chokepoint.datagen.sink.AvroFileEventSink;
import io.chokepoint.datagen.sink.JsonLinesEventSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeterminismTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    assertThat(recorded("first", options(7, null))).isEqualTo(recorded("second", options(7, null)));
  }

  @Test
  void anotherSeedGivesOtherBytes() throws IOException {
    assertThat(recorded("first", options(7, null)).get("events.jsonl"))
        .isNotEqualTo(recorded("second", options(8, null)).get("events.jsonl"));
  }

  @Test
  void aScenarioChangesNothingBeforeItsOnset() {
    long onsetMillis = Streamed.START_MILLIS + Duration.ofMinutes(20).toMillis();
    Scenario incident =
        Streamed.scenario("kind: lossy, at: request/routed, from: 20m, until: 30m, share: 0.8");

    assertThat(
            Streamed.events(options(7, incident)).stream()
                .filter(event -> event.deliveredMillis() < onsetMillis))
        .hasSizeGreaterThan(1_000)
        .containsExactlyElementsOf(
            Streamed.events(options(7, null)).stream()
                .filter(event -> event.deliveredMillis() < onsetMillis)
                .toList());
  }

  private static SimulationOptions options(long seed, @Nullable Scenario scenario) {
    return new SimulationOptions(seed, Streamed.START_MILLIS, Duration.ofMinutes(40), 60, scenario);
  }

  private TreeMap<String, String> recorded(String name, SimulationOptions options)
      throws IOException {
    Path out = Files.createDirectory(folder.resolve(name));
    try (EventSink avro = new AvroFileEventSink(out);
        EventSink json = new JsonLinesEventSink(out.resolve("events.jsonl"))) {
      Simulation simulation = new Simulation(Streamed.NETWORK, options);
      while (simulation.hasNext()) {
        SimulatedEvent event = simulation.next();
        avro.write(event);
        json.write(event);
      }
    }
    TreeMap<String, String> contents = new TreeMap<>();
    try (var files = Files.list(out)) {
      for (Path file : files.toList()) {
        contents.put(
            file.getFileName().toString(),
            HexFormat.of().formatHex(digest(Files.readAllBytes(file))));
      }
    }
    assertThat(contents).hasSize(12);
    return contents;
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}

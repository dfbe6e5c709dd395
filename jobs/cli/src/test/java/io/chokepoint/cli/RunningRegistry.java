package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chokepoint.cli.local.FreePorts;
import io.chokepoint.cli.notify.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Apicurio Registry as a process, from the artifact that the build has unpacked. */
final class RunningRegistry implements AutoCloseable {

  private static final Path UNPACKED = Path.of("target/registry");

  private final Process process;
  private final String url;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  private RunningRegistry(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts one that keeps its schemas in memory, and returns when it answers. */
  static RunningRegistry start(Path log) throws Exception {
    int port = FreePorts.pick(1)[0];
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                runner().toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    RunningRegistry started =
        new RunningRegistry(process, "http://127.0.0.1:" + port + "/apis/ccompat/v7");
    Await.holds(
        () -> {
          assertThat(process.isAlive()).as("the registry runs; its words are in %s", log).isTrue();
          try {
            assertThat(started.ask("/subjects").isArray()).isTrue();
          } catch (IOException notYet) {
            throw new AssertionError("the registry does not answer; see " + log, notYet);
          }
        });
    return started;
  }

  private static Path runner() throws IOException {
    assertThat(UNPACKED)
        .as("Maven unpacks it before the integration tests: ./chokepoint verify")
        .isDirectory();
    try (Stream<Path> files = Files.list(UNPACKED)) {
      return files.filter(file -> file.toString().endsWith("-runner.jar")).findAny().orElseThrow();
    }
  }

  /** Its address for clients. */
  String url() {
    return url;
  }

  /** The subjects that it has. */
  List<String> subjects() throws IOException {
    return json.convertValue(
        ask("/subjects"), json.getTypeFactory().constructCollectionType(List.class, String.class));
  }

  /** What it answers to a GET. */
  JsonNode ask(String path) throws IOException {
    try {
      return json.readTree(
          http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString())
              .body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}

package io.chokepoint.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Debian's Alertmanager as a process, with the configuration of docker/. */
public final class Alertmanager implements AutoCloseable {

  private final ProcessBuilder command;
  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  private @Nullable Process process;

  private Alertmanager(ProcessBuilder command, URI address) {
    this.command = command;
    this.address = address;
  }

  public static Alertmanager start(Path configuration, Path folder) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Alertmanager started =
        new Alertmanager(
            new ProcessBuilder(
                    "prometheus-alertmanager",
                    "--config.file=" + configuration,
                    "--storage.path=" + folder.resolve("alertmanager"),
                    "--web.listen-address=127.0.0.1:" + port,
                    "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile()),
            URI.create("http://127.0.0.1:" + port));
    started.startAgain();
    return started;
  }

  /** Starts it on its port, and returns when it answers. */
  public void startAgain() throws Exception {
    try {
      process = command.start();
    } catch (IOException e) {
      throw new AssertionError(
          "install prometheus-alertmanager (Debian: apt-get install --no-install-recommends"
              + " prometheus-alertmanager); ./chokepoint verify does so where it may",
          e);
    }
    Await.holds(
        () -> {
          try {
            assertThat(ask("/api/v2/status").has("uptime")).isTrue();
          } catch (IOException notYet) {
            throw new AssertionError("Alertmanager does not answer", notYet);
          }
        });
  }

  public String url() {
    return address.toString();
  }

  /** The alerts that it holds for open, silenced and inhibited ones included. */
  List<JsonNode> alerts() throws Exception {
    return StreamSupport.stream(ask("/api/v2/alerts").spliterator(), false).toList();
  }

  /** The values of a label among the alerts that it holds for open, in their order. */
  public List<String> labels(String label) throws Exception {
    return alerts().stream()
        .map(alert -> alert.path("labels").path(label).asText())
        .sorted()
        .toList();
  }

  /** Silences what has a label for an hour. */
  void silence(String label, String value) throws Exception {
    String now = java.time.Instant.now().toString();
    String end = java.time.Instant.now().plusSeconds(3600).toString();
    var wish = json.createObjectNode();
    wish.putArray("matchers")
        .addObject()
        .put("name", label)
        .put("value", value)
        .put("isRegex", false)
        .put("isEqual", true);
    wish.put("startsAt", now).put("endsAt", end).put("createdBy", "test").put("comment", "test");
    var answer =
        http.send(
            HttpRequest.newBuilder(address.resolve("/api/v2/silences"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(wish.toString()))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
  }

  private JsonNode ask(String path) throws IOException, InterruptedException {
    return json.readTree(
        http.send(
                HttpRequest.newBuilder(address.resolve(path)).GET().build(),
                BodyHandlers.ofString())
            .body());
  }

  /** Ends it; what it held is on its disk, and its port is closed. */
  public void stop() throws Exception {
    Process running = process;
    if (running != null) {
      running.destroy();
      if (!running.waitFor(10, TimeUnit.SECONDS)) {
        running.destroyForcibly().waitFor();
      }
      process = null;
    }
  }

  @Override
  public void close() throws Exception {
    stop();
  }
}

package io.chokepoint.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Secrets that nobody else has, to look for wherever they must not be. */
public final class Canaries {

  private final Path folder;
  private final List<String> values = new ArrayList<>();

  public Canaries(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder.resolve("secrets"));
  }

  /** A secret text. */
  public String named(String name) {
    String value = "canary-" + name + "-7f3a91c2";
    if (!values.contains(value)) {
      values.add(value);
    }
    return value;
  }

  /** A file with a secret. */
  public Path write(String name, String value) throws IOException {
    return Files.writeString(folder.resolve(name), value + "\n");
  }

  byte[] keyBytes(String name) {
    return ("canary-of-the-signing-key-" + name).getBytes(StandardCharsets.UTF_8);
  }

  /** A file with a signing key. */
  public Path key(String name) throws IOException {
    String base64 = Base64.getEncoder().encodeToString(keyBytes(name));
    values.add(base64);
    values.add(new String(keyBytes(name), StandardCharsets.UTF_8));
    return write("key-" + name, "whsec_" + base64);
  }

  public void assertAbsentIn(String where, String text) {
    for (String value : values) {
      assertThat(text.contains(value)).as("%s holds a secret", where).isFalse();
    }
  }

  /** Looks into every file below a folder. */
  public void assertAbsentInFiles(Path below) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(below)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      if (Files.exists(file)) {
        assertAbsentIn(
            file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
  }

  /** Looks at the names and the stacks of a JVM's threads. */
  public void assertAbsentInThreads(long process) throws Exception {
    Process dump =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process),
                "Thread.print",
                "-l")
            .redirectErrorStream(true)
            .start();
    String threads = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(dump.waitFor()).as(threads).isZero();
    assertThat(threads).contains("\"main\"");
    assertAbsentIn("the thread dump of " + process, threads);
  }

  /** Asks for what the web UI shows of a job. */
  public void assertAbsentInRest(URI address, String job) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/config",
                "/jobmanager/config",
                "/jobmanager/environment",
                "/taskmanagers",
                "/jobs/" + job,
                "/jobs/" + job + "/config",
                "/jobs/" + job + "/plan",
                "/jobs/" + job + "/exceptions",
                "/jobs/" + job + "/checkpoints",
                "/jobs/" + job + "/metrics"));
    JsonNode vertices =
        new ObjectMapper().readTree(ask(http, address, "/jobs/" + job)).path("vertices");
    for (JsonNode vertex : vertices) {
      String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asText();
      paths.add(path);
      paths.add(path + "/subtasks/metrics");
    }
    assertThat(vertices).isNotEmpty();
    for (String path : paths) {
      assertAbsentIn(path, ask(http, address, path));
    }
  }

  private static String ask(HttpClient http, URI address, String path) throws Exception {
    return http.send(
            HttpRequest.newBuilder(address.resolve(path)).GET().build(), BodyHandlers.ofString())
        .body();
  }
}

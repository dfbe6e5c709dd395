package io.chokepoint.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Stops jobs with a savepoint, as {@code flink stop} does. */
record StoppedJob(URI cluster) {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether all clocks go to their end, or stand where they are. */
  enum Clocks {
    AT_THEIR_END,
    WHERE_THEY_ARE
  }

  /** Stops a job and returns the folder of its savepoint. */
  Path savepoint(String job, Path folder, Clocks clocks) throws IOException {
    return savepoint(
        job,
        "/stop",
        JSON.createObjectNode()
            .put("targetDirectory", folder.toUri().toString())
            .put("drain", clocks == Clocks.AT_THEIR_END));
  }

  /**
   * Ends a job with a savepoint in whose transactions nobody has committed what is written, as one
   * that is lost right after a checkpoint.
   */
  Path savepointBeforeItsCommit(String job, Path folder) throws IOException {
    return savepoint(
        job,
        "/savepoints",
        JSON.createObjectNode()
            .put("target-directory", folder.toUri().toString())
            .put("cancel-job", true));
  }

  private Path savepoint(String job, String what, JsonNode wish) throws IOException {
    new ClusterRest(cluster).awaitJobRunning(job, LIMIT);
    HttpRequest request =
        HttpRequest.newBuilder(cluster.resolve("/jobs/" + job + what))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(wish.toString()))
            .build();
    String trigger = send(request).path("request-id").asText();
    String location =
        Patience.await(
            "the savepoint of job " + job,
            LIMIT,
            () -> {
              JsonNode answer =
                  send(
                      HttpRequest.newBuilder(
                              cluster.resolve("/jobs/" + job + "/savepoints/" + trigger))
                          .build());
              if (!answer.path("status").path("id").asText().equals("COMPLETED")) {
                return Optional.empty();
              }
              JsonNode operation = answer.path("operation");
              if (operation.has("failure-cause")) {
                throw new IOException(
                    operation + " " + new ClusterRest(cluster).failure(job).orElse("no failure"));
              }
              return Optional.of(operation.path("location").asText());
            });
    return Path.of(URI.create(location));
  }

  private static JsonNode send(HttpRequest request) throws IOException {
    try {
      return JSON.readTree(
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}

package io.chokepoint.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobStatus;

/** A Flink cluster as its REST interface shows it: jars, jobs and what has become of them. */
public final class ClusterRest {
  /** An answer takes milliseconds, but running a jar includes building its job graph. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

  private static final int REFUSALS_FROM = 400;

  private final URI address;
  private final HttpClient http;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param address such as {@code http://localhost:8081}
   */
  public ClusterRest(URI address) {
    this.address = address;
    this.http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  }

  /** Ids of the registered task managers; none as long as the cluster does not answer. */
  public Set<String> taskManagers() {
    try {
      return StreamSupport.stream(ask("/taskmanagers").path("taskmanagers").spliterator(), false)
          .map(taskManager -> taskManager.path("id").asText())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      return Set.of();
    }
  }

  /**
   * Hands a jar to the cluster.
   *
   * @return the cluster's id of the jar, for {@link #run}
   */
  public String upload(Path jar) throws IOException {
    String boundary = "chokepoint-" + UUID.randomUUID();
    String head =
        """
        --%s\r
        Content-Disposition: form-data; name="jarfile"; filename="%s"\r
        Content-Type: application/x-java-archive\r
        \r
        """;
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(head.formatted(boundary, jar.getFileName())),
            BodyPublishers.ofFile(jar),
            BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    JsonNode answer =
        send(
            request("/jars/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body));
    String file = answer.path("filename").asText();
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /**
   * Runs the main class that the jar's manifest names.
   *
   * @param jarId from {@link #upload}
   * @param arguments of the main class
   * @param parallelism of operators that do not set their own
   * @return id of the job
   */
  public String run(String jarId, List<String> arguments, int parallelism) throws IOException {
    ObjectNode wish = json.createObjectNode().put("parallelism", parallelism);
    arguments.forEach(wish.putArray("programArgsList")::add);
    return send(request("/jars/" + jarId + "/run")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(wish.toString())))
        .path("jobid")
        .asText();
  }

  /** State of the whole job. */
  public JobStatus status(String jobId) throws IOException {
    return JobStatus.valueOf(ask("/jobs/" + jobId).path("state").asText());
  }

  /** The root cause of the job's last failure, first lines; empty when there was none. */
  public Optional<String> failure(String jobId) throws IOException {
    JsonNode last = ask("/jobs/" + jobId + "/exceptions").path("exceptionHistory").path("entries");
    return last.isEmpty()
        ? Optional.empty()
        : Optional.of(last.path(0).path("stacktrace").asText().lines().limit(40).toList())
            .map(lines -> String.join(System.lineSeparator(), lines));
  }

  /** How many checkpoints of a job, since it was started or its job manager came back. */
  public record CheckpointCounts(long completed, long inProgress, long failed) {}

  /** What has become of a job's checkpoints. */
  public CheckpointCounts checkpoints(String jobId) throws IOException {
    JsonNode counts = ask("/jobs/" + jobId + "/checkpoints").path("counts");
    return new CheckpointCounts(
        counts.path("completed").asLong(),
        counts.path("in_progress").asLong(),
        counts.path("failed").asLong());
  }

  /** The checkpoint or savepoint that a job has gone on from last, if any. */
  public Optional<URI> restoredFrom(String jobId) throws IOException {
    JsonNode restored = ask("/jobs/" + jobId + "/checkpoints").path("latest").path("restored");
    return Optional.of(restored.path("external_path").asText())
        .filter(path -> !path.isEmpty())
        .map(URI::create);
  }

  /**
   * Settings of the running job's checkpoints as the cluster understood them: {@code interval} and
   * {@code timeout} in milliseconds, {@code state_backend} and others.
   */
  public Map<String, String> checkpointSettings(String jobId) throws IOException {
    return json.convertValue(
        flat(ask("/jobs/" + jobId + "/checkpoints/config")),
        json.getTypeFactory().constructMapType(Map.class, String.class, String.class));
  }

  /** Asks the job to end without a savepoint. */
  public void cancel(String jobId) throws IOException {
    send(request("/jobs/" + jobId + "?mode=cancel").method("PATCH", BodyPublishers.noBody()));
  }

  /**
   * Returns when every task of the job runs.
   *
   * @throws ClusterException with the job's failure when it ends instead, or when the limit passes
   */
  public void awaitJobRunning(String jobId, Duration limit) throws IOException {
    Patience.await(
        "job " + jobId + " to run",
        limit,
        () -> {
          JsonNode job = ask("/jobs/" + jobId);
          JobStatus status = JobStatus.valueOf(job.path("state").asText());
          if (status.isGloballyTerminalState()) {
            throw ended(jobId, status);
          }
          boolean allRun =
              StreamSupport.stream(job.path("vertices").spliterator(), false)
                  .allMatch(
                      vertex ->
                          Set.of("RUNNING", "FINISHED").contains(vertex.path("status").asText()));
          return status == JobStatus.RUNNING && allRun ? Optional.of(status) : Optional.empty();
        });
  }

  /**
   * Returns when the job has ended in the wanted state.
   *
   * @param wanted FINISHED for a bounded job, CANCELED for one that was cancelled
   * @throws ClusterException with the job's failure when it ends otherwise, or when the limit
   *     passes
   */
  public void awaitJobEnd(String jobId, JobStatus wanted, Duration limit) throws IOException {
    JobStatus end =
        Patience.await(
            "job " + jobId + " to be " + wanted,
            limit,
            () -> Optional.of(status(jobId)).filter(JobStatus::isGloballyTerminalState));
    if (end != wanted) {
      throw ended(jobId, end);
    }
  }

  private ClusterException ended(String jobId, JobStatus status) throws IOException {
    return new ClusterException(
        "job " + jobId + " is " + status + failure(jobId).map(why -> ": " + why).orElse(""));
  }

  private JsonNode ask(String path) throws IOException {
    return send(request(path).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(ANSWER_LIMIT);
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException {
    HttpRequest built = request.build();
    try {
      HttpResponse<byte[]> response = http.send(built, BodyHandlers.ofByteArray());
      JsonNode answer = json.readTree(response.body());
      if (response.statusCode() >= REFUSALS_FROM) {
        throw new ClusterException(
            "the cluster at %s refuses %s %s: %s"
                .formatted(address, built.method(), built.uri().getPath(), answer.path("errors")));
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while asking the cluster at " + address, e);
    }
  }

  private ObjectNode flat(JsonNode answer) {
    ObjectNode flat = json.createObjectNode();
    answer
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode()) {
                flat.put(field.getKey(), field.getValue().asText());
              }
            });
    return flat;
  }
}

package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.BottleneckJob;
import io.chokepoint.bottleneck.JobOptions;
import io.chokepoint.bottleneck.io.KafkaEnds.Reading;
import io.chokepoint.cli.cluster.ClusterRest;
import io.chokepoint.cli.cluster.DevelopmentCluster;
import io.chokepoint.cli.local.LocalFlink;
import io.chokepoint.cli.local.LocalTopics;
import io.chokepoint.cli.notify.Await;
import io.chokepoint.cli.notify.Canaries;
import io.chokepoint.cli.notify.Committed;
import io.chokepoint.cli.notify.Hooks;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertState;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.schemas.ResultTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both jobs on real processes, which fail in the midst of an incident: what is committed and what
 * people are told is that of a run that nothing disturbed.
 */
class FailureIT {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** From the kill to the next checkpoint; it took 34 s on a machine with ten times its load. */
  private static final Duration BACK_WITHIN = Duration.ofMinutes(2);

  /** Nodes are lost from the 120th on. It has to last longer than the way to a first checkpoint. */
  private static final String MINUTES = "135";

  private static final String REQUESTS_PER_MINUTE = "75";

  private static final int SLOT_CAPACITY = 4_096;
  private static final int PARALLELISM = 2;
  private static final String PAGES = "network.pages";

  /** What Flink's client reaches into. */
  private static final List<String> AS_THE_LAUNCHER =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED");

  private static final Pattern JOB = Pattern.compile("/job/running/([0-9a-f]+)");

  private final Path folder;
  private final Path root = Repositories.root();

  FailureIT(@TempDir Path folder) {
    this.folder = folder;
    System.setProperty("chokepoint.home", root.toString());
  }

  /** {@code all}, or some by their names, comma-separated. */
  private static List<Failure> failures() {
    String wanted = System.getProperty("failures", Failure.TASK_MANAGER_KILLED.name());
    return wanted.equals("all")
        ? List.of(Failure.values())
        : Arrays.stream(wanted.split(",", -1)).map(Failure::valueOf).toList();
  }

  @Test
  void whateverFailsNothingThatIsCommittedOrToldIsAnother() throws Exception {
    List<Failure> failures = failures();
    try (FailingSystem system =
        new FailingSystem(folder, failures.contains(Failure.CHECKPOINT_DISK_FULL))) {
      String broker = system.cluster().bootstrapServers();
      create(broker, PAGES);
      simulate(broker);
      refusedRecord(broker);
      runUndisturbed(broker);
      Run undisturbed = new Run(finals(broker), alerts(broker));
      assertThat(undisturbed.finals).isNotEmpty();
      assertThat(undisturbed.alerts).isNotEmpty();
      for (Failure failure : failures) {
        theRunIsThatWithoutIt(system, failure, undisturbed);
        System.out.println("as if nothing had happened: " + failure);
      }
    }
  }

  /**
   * What is committed of a run.
   *
   * @param finals by key, as JSON
   * @param alerts by episode and version, as JSON
   */
  private record Run(Map<String, String> finals, Map<String, String> alerts) {}

  private static void simulate(String broker) {
    Instant start = Instant.now().minus(Duration.ofHours(8)).truncatedTo(ChronoUnit.HOURS);
    Said simulated =
        Said.by(
            "simulate",
            "--to",
            "kafka",
            "--bootstrap",
            broker,
            "--scenario",
            "nodes-lost",
            "--minutes",
            MINUTES,
            "--rate",
            REQUESTS_PER_MINUTE,
            "--speed",
            "1000000",
            "--start",
            start.toString(),
            "--seed",
            "7");
    assertThat(simulated.code()).as(simulated.err()).isZero();
  }

  private void theRunIsThatWithoutIt(FailingSystem system, Failure failure, Run undisturbed)
      throws Exception {
    DevelopmentCluster cluster = system.cluster();
    ClusterRest rest = system.rest();
    String broker = cluster.bootstrapServers();
    // The results' topics begin anew, and the notifier with them.
    recreate(broker, List.of(ResultTopics.CONVERSIONS, ResultTopics.ALERTS, PAGES));
    create(broker, PAGES);
    Canaries canaries = new Canaries(folder.resolve(failure.name()));
    String path = "/" + canaries.named("url-" + failure);
    String notifier = startNotifier(system, canaries, path);
    rest.awaitJobRunning(notifier, LIMIT);

    String disturbed = submit(cluster);
    rest.awaitJobRunning(disturbed, LIMIT);
    system.watch(disturbed);
    Await.holds(() -> assertThat(system.checkpoints().completed()).isPositive());
    new MonitoringFiles(root, cluster.logs()).assertEveryMetricExists();
    assertThat(rest.status(disturbed)).isEqualTo(JobStatus.RUNNING);
    long before = system.checkpoints().completed();
    Instant begun = Instant.now();
    failure.befall(system);
    if (failure == Failure.TASK_MANAGER_KILLED) {
      Await.holds(
          () ->
              assertThat(
                      system.checkpoints().completed() > before
                          || rest.status(disturbed) == JobStatus.FINISHED)
                  .isTrue());
      Duration back = Duration.between(begun, Instant.now());
      System.out.println("back to processing after " + back.toMillis() + " ms");
      assertThat(back).isLessThan(BACK_WITHIN);
    }
    rest.awaitJobEnd(disturbed, JobStatus.FINISHED, LIMIT);

    assertThat(JobFinals.differences(finals(broker), undisturbed.finals)).isEmpty();
    assertThat(alerts(broker)).isEqualTo(undisturbed.alerts);
    Await.holds(
        () ->
            assertThat(bytesByVersion(new Committed<>(broker, PAGES, Alert.class).all()))
                .isEqualTo(undisturbed.alerts));
    Await.holds(() -> assertThat(told(system.hooks(), path)).hasSameSizeAs(undisturbed.alerts));
    Set<String> open = open(broker);
    Await.holds(
        () -> assertThat(system.alertmanager().labels("episode")).containsExactlyElementsOf(open));
    canaries.assertAbsentInFiles(cluster.logs());
    canaries.assertAbsentInFiles(cluster.state());
    canaries.assertAbsentInRest(cluster.webAddress(), notifier);
    for (Optional<Long> process : cluster.processes().values()) {
      canaries.assertAbsentInThreads(process.orElseThrow());
    }
    rest.cancel(notifier);
    rest.awaitJobEnd(notifier, JobStatus.CANCELED, LIMIT);
  }

  /** Episodes whose newest version is not their end. */
  private static Set<String> open(String broker) {
    Map<String, Alert> newest = new TreeMap<>();
    for (Alert alert : new Committed<>(broker, ResultTopics.ALERTS, Alert.class).all()) {
      newest.merge(
          alert.getEpisodeId(),
          alert,
          (old, next) -> next.getVersion() > old.getVersion() ? next : old);
    }
    newest.values().removeIf(alert -> alert.getState() == AlertState.resolved);
    return newest.keySet();
  }

  /** The same run where nothing happens to it: inside this process, into the same topics. */
  private void runUndisturbed(String broker) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(PARALLELISM);
    Configuration configuration = new Configuration();
    configuration.set(JobOptions.BOOTSTRAP, broker);
    configuration.set(JobOptions.READING, Reading.BOUNDED);
    configuration.set(JobOptions.SLOT_CAPACITY, SLOT_CAPACITY);
    configuration.set(JobOptions.MAX_DRIFT, Duration.ZERO);
    BottleneckJob.wire(
        environment, NetworkFile.load(root.resolve("networks/inference.yaml")), configuration);
    try (LocalFlink flink = LocalFlink.start(PARALLELISM)) {
      JobResult result = flink.await(flink.submit(environment));
      assertThat(result.isSuccess()).as(result.toString()).isTrue();
    }
  }

  private static String submit(DevelopmentCluster cluster) throws Exception {
    return job(
        CommandProcess.startOn(
            AS_THE_LAUNCHER,
            "submit",
            "--jobmanager",
            cluster.jobManager(),
            "--bootstrap",
            cluster.bootstrapServers(),
            "--parallelism",
            Integer.toString(PARALLELISM),
            "--",
            "--reading",
            "bounded",
            "--delivery",
            "exactly-once",
            "--slot-capacity",
            Integer.toString(SLOT_CAPACITY),
            "--max-drift",
            "0"));
  }

  private String startNotifier(FailingSystem system, Canaries canaries, String path)
      throws Exception {
    DevelopmentCluster cluster = system.cluster();
    Path url = canaries.write("url", system.hooks().url(path));
    Path alerts =
        Files.writeString(
            folder.resolve("alerts.yaml"),
            """
            receivers:
              - {name: hook, kind: webhook, url: "${file:%s}", allow_http: true, allow_private: true,
                 sign: "${file:%s}", bearer: "${file:%s}"}
              - {name: alertmanager, kind: alertmanager, url: "%s", allow_http: true, allow_private: true,
                 repeat: 5s}
              - {name: topic, kind: kafka, topic: %s}
              - {name: lines, kind: log}
            """
                .formatted(
                    url,
                    canaries.key("only"),
                    canaries.write("bearer", canaries.named("b")),
                    system.alertmanager().url(),
                    PAGES));
    return job(
        CommandProcess.startOn(
            AS_THE_LAUNCHER,
            "notify",
            "--alerts",
            alerts.toString(),
            "--jobmanager",
            cluster.jobManager(),
            "--bootstrap",
            cluster.bootstrapServers()));
  }

  /** The id of the job that a command, in a process of its own, has handed over. */
  private static String job(CommandProcess command) throws Exception {
    try (command) {
      assertThat(command.awaitExit()).as(command::said).isZero();
      Matcher id = JOB.matcher(command.said());
      assertThat(id.find()).as(command.said()).isTrue();
      return id.group(1);
    }
  }

  /** The newest finals; that no version is there twice is checked on the way. */
  private static Map<String, String> finals(String broker) {
    Map<String, ConversionRow> newest = new TreeMap<>();
    Map<String, Integer> times = new HashMap<>();
    for (ConversionRow row :
        new Committed<>(broker, ResultTopics.CONVERSIONS, ConversionRow.class).all()) {
      if (row.getStatus() == ConversionStatus.final$) {
        String key = JobFinals.keyOf(row);
        times.merge(key + " version " + row.getVersion(), 1, Integer::sum);
        newest.merge(key, row, (old, next) -> next.getVersion() > old.getVersion() ? next : old);
      }
    }
    assertThat(times.entrySet().stream().filter(each -> each.getValue() > 1)).isEmpty();
    return JobFinals.bytes(newest.values());
  }

  private static Map<String, String> alerts(String broker) {
    return bytesByVersion(new Committed<>(broker, ResultTopics.ALERTS, Alert.class).all());
  }

  private static Map<String, String> bytesByVersion(List<Alert> alerts) {
    Map<String, String> versions = new TreeMap<>();
    for (Alert alert : alerts) {
      String twice =
          versions.put(alert.getEpisodeId() + "#" + alert.getVersion(), alert.toString());
      assertThat(twice).as("%s twice", alert.getEpisodeId()).isNull();
    }
    return versions;
  }

  /** The idempotency keys that were taken, each with the one body that it has. */
  private static Map<String, String> told(Hooks hooks, String path) {
    return hooks.all().stream()
        .filter(each -> each.path().equals(path) && each.answered() == 200)
        .collect(
            Collectors.toMap(
                each -> each.headers().get("Idempotency-key"),
                Hooks.Received::body,
                (one, other) -> {
                  assertThat(other).isEqualTo(one);
                  return one;
                },
                TreeMap::new));
  }

  private static void refusedRecord(String broker) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>("users.requests", "no event".getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static void create(String broker, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private static void recreate(String broker, List<String> topics) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      admin.deleteTopics(topics).all().get();
      Await.holds(
          () -> {
            try {
              assertThat(admin.listTopics().names().get()).doesNotContainAnyElementsOf(topics);
            } catch (java.util.concurrent.ExecutionException e) {
              throw new AssertionError(e);
            }
          });
    }
    Network network = NetworkFile.load(Repositories.root().resolve("networks/inference.yaml"));
    LocalTopics.createMissing(broker, network, 4);
  }
}

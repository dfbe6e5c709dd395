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
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.schemas.ResultTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Both jobs on real processes: a task manager is killed in the midst of an incident, and what is
 * committed and what people are told is that of a run that nothing disturbed.
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

  @Test
  void aLostTaskManagerChangesNothingThatIsCommittedOrTold() throws Exception {
    Path cluster = folder.resolve("cluster");
    try (Hooks hooks = new Hooks()) {
      try {
        theRunIsThatWithoutTheLoss(cluster, hooks);
      } finally {
        Said down = Said.by("cluster", "down", "--dir", cluster.toString());
        assertThat(down.code()).as(down.err()).isZero();
      }
    }
    assertThat(cluster).doesNotExist();
  }

  private void theRunIsThatWithoutTheLoss(Path folderOfCluster, Hooks hooks) throws Exception {
    up(folderOfCluster);
    DevelopmentCluster cluster = DevelopmentCluster.at(folderOfCluster);
    String broker = cluster.bootstrapServers();
    ClusterRest rest = new ClusterRest(cluster.webAddress());
    create(broker, PAGES);
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
    refusedRecord(broker);

    runUndisturbed(broker);
    Map<String, String> rows = finals(broker);
    Map<String, String> episodes = alerts(broker);
    assertThat(rows).isNotEmpty();
    assertThat(episodes).isNotEmpty();

    // The results' topics begin anew, and the notifier with them.
    recreate(broker, List.of(ResultTopics.CONVERSIONS, ResultTopics.ALERTS));
    Canaries canaries = new Canaries(folder);
    String notifier = startNotifier(cluster, canaries, hooks);
    rest.awaitJobRunning(notifier, LIMIT);

    String disturbed = submit(cluster);
    rest.awaitJobRunning(disturbed, LIMIT);
    Await.holds(() -> assertThat(rest.completedCheckpoints(disturbed)).isPositive());
    long before = rest.completedCheckpoints(disturbed);
    Instant killed = Instant.now();
    kill(cluster, "taskmanager");
    assertThat(rest.status(disturbed)).isEqualTo(JobStatus.RUNNING);
    up(folderOfCluster);
    Await.holds(
        () ->
            assertThat(
                    rest.completedCheckpoints(disturbed) > before
                        || rest.status(disturbed) == JobStatus.FINISHED)
                .isTrue());
    Duration back = Duration.between(killed, Instant.now());
    System.out.println("back to processing after " + back.toMillis() + " ms");
    assertThat(back).isLessThan(BACK_WITHIN);
    new MonitoringFiles(root, cluster.logs()).assertEveryMetricExists();
    rest.awaitJobEnd(disturbed, JobStatus.FINISHED, LIMIT);

    assertThat(JobFinals.differences(finals(broker), rows)).isEmpty();
    assertThat(alerts(broker)).isEqualTo(episodes);
    Await.holds(
        () ->
            assertThat(bytesByVersion(new Committed<>(broker, PAGES, Alert.class).all()))
                .isEqualTo(episodes));
    Await.holds(() -> assertThat(told(hooks)).hasSameSizeAs(episodes));
    canaries.assertAbsentInFiles(cluster.logs());
    canaries.assertAbsentInFiles(cluster.state());
    canaries.assertAbsentInRest(cluster.webAddress(), notifier);
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

  /** Starts what is missing, with a checkpoint each second: the run is short. */
  private void up(Path folderOfCluster) throws Exception {
    Path configuration = Files.createDirectories(folder.resolve("conf"));
    String shipped = Files.readString(root.resolve("docker/flink/config.yaml"));
    Files.writeString(
        configuration.resolve("config.yaml"),
        shipped
            .replace(
                "execution.checkpointing.interval: 10s", "execution.checkpointing.interval: 1s")
            .replace(
                "execution.checkpointing.min-pause: 5s", "execution.checkpointing.min-pause: 200ms")
            // Who is dead does not answer two of these; who is slow has all the time of the
            // timeout.
            .replace("heartbeat.interval: 5s", "heartbeat.interval: 1s"));
    DevelopmentCluster cluster =
        DevelopmentCluster.up(folderOfCluster, 0, 0, configuration, ready -> {});
    LocalTopics.createMissing(
        cluster.bootstrapServers(), NetworkFile.load(root.resolve("networks/inference.yaml")), 4);
  }

  private static void kill(DevelopmentCluster cluster, String process) {
    ProcessHandle handle =
        ProcessHandle.of(cluster.processes().getOrDefault(process, Optional.empty()).orElseThrow())
            .orElseThrow();
    handle.destroyForcibly();
    handle.onExit().join();
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

  private String startNotifier(DevelopmentCluster cluster, Canaries canaries, Hooks hooks)
      throws Exception {
    Path url = canaries.write("url", hooks.url("/" + canaries.named("url")));
    Path alerts =
        Files.writeString(
            folder.resolve("alerts.yaml"),
            """
            receivers:
              - {name: hook, kind: webhook, url: "${file:%s}", allow_http: true, allow_private: true,
                 sign: "${file:%s}", bearer: "${file:%s}"}
              - {name: topic, kind: kafka, topic: %s}
              - {name: lines, kind: log}
            """
                .formatted(
                    url,
                    canaries.key("only"),
                    canaries.write("bearer", canaries.named("b")),
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
  private static Map<String, String> told(Hooks hooks) {
    return hooks.all().stream()
        .filter(each -> each.answered() == 200)
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

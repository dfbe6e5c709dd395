package io.chokepoint.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.BottleneckJob;
import io.chokepoint.bottleneck.BottleneckRun;
import io.chokepoint.bottleneck.JobOptions;
import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.io.KafkaEnds.Reading;
import io.chokepoint.cli.JobFinals;
import io.chokepoint.cli.cluster.StoppedJob.Clocks;
import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.cli.local.LocalFlink;
import io.chokepoint.cli.local.LocalTopics;
import io.chokepoint.cli.notify.Committed;
import io.chokepoint.datagen.EventSink;
import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.datagen.Simulation;
import io.chokepoint.datagen.SimulationOptions;
import io.chokepoint.datagen.sink.AvroFileEventSink;
import io.chokepoint.datagen.sink.KafkaEventSink;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.schemas.ResultTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job goes on from savepoints: at other parallelisms, and with other network files. */
class SavepointIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int PARTITIONS = 3;
  private static final Duration SIMULATED = Duration.ofMinutes(36);
  private static final Duration FIRST_PART = Duration.ofMinutes(12);
  private static final Duration SECOND_PART = Duration.ofMinutes(24);

  private final Path folder;
  private final Instant start =
      Instant.now().minus(Duration.ofHours(8)).truncatedTo(ChronoUnit.HOURS);

  /** Quiet topics hold nobody up: the test waits for rows. */
  private final String wholeText =
      Files.readString(Repository.file("networks/inference.yaml"))
          .replaceAll("idle: \\w+", "idle: 1s");

  private final Network whole = NetworkFile.parse("whole.yaml", wholeText);

  /** Without the last stage of the request. */
  private final Network shorter =
      NetworkFile.parse(
          "shorter.yaml",
          wholeText
              .replaceFirst(
                  "(?s)      - name: trusted\n        after: verified.*?target: 0.9\n", "")
              .replaceFirst("(?m)^  - \\{from: verification, to: trust.*\n", ""));

  private final List<SimulatedEvent> events = new ArrayList<>();

  SavepointIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    assertThat(shorter.paths().get(0).stages()).hasSize(whole.paths().get(0).stages().size() - 1);
    new Simulation(whole, new SimulationOptions(7, start.toEpochMilli(), SIMULATED, 12, null))
        .forEachRemaining(events::add);
  }

  @Test
  void finalsAreThoseOfOneRunAtAnyParallelismAndAddedStagesCountFromThenOn() throws Exception {
    try (LocalBroker broker = LocalBroker.start();
        LocalFlink flink = LocalFlink.start(PARTITIONS)) {
      String servers = broker.bootstrapServers();
      LocalTopics.create(servers, whole, PARTITIONS);
      Instant second = start.plus(FIRST_PART);
      Instant third = start.plus(SECOND_PART);

      write(servers, event -> isBefore(event, second));
      JobID job = flink.submit(job(servers, shorter, 2, null));
      Path first = stopBehind(flink, job, servers, start.plus(FIRST_PART.dividedBy(2)));

      aSavepointWhoseMetadataIsCutShortFailsLoudly(flink, servers, first);
      anotherHorizonIsRefusedForGood(flink, servers, first);

      write(servers, event -> !isBefore(event, second) && isBefore(event, third));
      job = flink.submit(job(servers, whole, 3, first));
      Path next = stopBehind(flink, job, servers, second.plus(FIRST_PART.dividedBy(2)));

      write(servers, event -> !isBefore(event, third));
      job = flink.submit(job(servers, whole, 1, next));
      await(servers, third.plus(FIRST_PART.dividedBy(2)));
      new StoppedJob(flink.webAddress())
          .savepoint(job.toHexString(), folder.resolve("last"), Clocks.AT_THEIR_END);
      assertThat(flink.await(job).isSuccess()).isTrue();

      Map<String, ConversionRow> found = published(servers);
      Map<String, ConversionRow> expected = run(shorter);
      Map<String, ConversionRow> withTheAdded = run(whole);
      assertThat(expected).hasSizeGreaterThan(100);
      Map<String, ConversionRow> ofBoth = new TreeMap<>(found);
      ofBoth.keySet().retainAll(expected.keySet());
      assertThat(ofBoth).isEqualTo(expected);

      Map<String, ConversionRow> added = new TreeMap<>(found);
      added.keySet().removeAll(expected.keySet());
      assertThat(added.values())
          .isNotEmpty()
          .allSatisfy(
              row -> {
                assertThat(row.getTo()).isEqualTo("trusted");
                assertThat(row.getConverted()).isLessThanOrEqualTo(row.getEntrants());
              });
      assertThat(added.values().stream().filter(row -> isOfTheFunnelSince(row, third)))
          .isNotEmpty()
          .allSatisfy(row -> assertThat(row).isEqualTo(withTheAdded.get(JobFinals.keyOf(row))));
    }
  }

  private void aSavepointWhoseMetadataIsCutShortFailsLoudly(
      LocalFlink flink, String servers, Path savepoint) throws Exception {
    Path cut = Files.createDirectory(folder.resolve("cut"));
    try (Stream<Path> files = Files.list(savepoint)) {
      for (Path file : files.toList()) {
        Files.copy(file, cut.resolve(file.getFileName()));
      }
    }
    KeptCheckpoints.cutMetadata(cut);
    assertThat(failure(flink, servers, shorter, cut))
        .contains("Could not start the JobMaster", "EOFException");
  }

  private void anotherHorizonIsRefusedForGood(LocalFlink flink, String servers, Path savepoint)
      throws Exception {
    Network changed =
        NetworkFile.parse("changed.yaml", wholeText.replaceFirst("within: 5m\n", "within: 10m\n"));
    assertThat(failure(flink, servers, changed, savepoint))
        .contains(
            "'within' of stage 'executed' of path 'request' was 5m and is 10m",
            "Restore it with the network file that it was made with");
  }

  /** Why a job ends that restarts for ever where that may help. */
  private String failure(LocalFlink flink, String servers, Network network, Path savepoint)
      throws Exception {
    JobID job = flink.submit(job(servers, network, 2, savepoint));
    JobResult result = flink.await(job);
    assertThat(result.getApplicationStatus().name()).isEqualTo("FAILED");
    StringBuilder words = new StringBuilder();
    Throwable thrown =
        result.getSerializedThrowable().orElseThrow().deserializeError(getClass().getClassLoader());
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      words.append(cause.getMessage()).append('\n');
    }
    return words.toString();
  }

  private Path stopBehind(LocalFlink flink, JobID job, String servers, Instant time)
      throws Exception {
    await(servers, time);
    Path savepoint =
        new StoppedJob(flink.webAddress())
            .savepoint(job.toHexString(), folder.resolve("savepoints"), Clocks.WHERE_THEY_ARE);
    assertThat(flink.await(job).isSuccess()).isTrue();
    assertThat(flink.status(job)).isEqualTo(JobStatus.FINISHED);
    return savepoint;
  }

  private static void await(String servers, Instant time) throws IOException {
    try (PublishedRows rows = new PublishedRows(servers)) {
      rows.await(
          "a row of " + time,
          row -> row.getPath().equals("request") && !row.getCohortStart().isBefore(time),
          LIMIT);
    }
  }

  private static StreamExecutionEnvironment job(
      String servers, Network network, int parallelism, @Nullable Path savepoint) {
    Configuration environmentOptions = new Configuration();
    environmentOptions.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    if (savepoint != null) {
      environmentOptions.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
    }
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(environmentOptions);
    environment.setParallelism(parallelism);
    Configuration options = new Configuration();
    options.set(JobOptions.BOOTSTRAP, servers);
    // What starts from a savepoint goes by that; from nothing it would miss what there was.
    options.set(JobOptions.READING, savepoint == null ? Reading.EARLIEST : Reading.LATEST);
    options.set(JobOptions.EXACT_LAGS, true);
    options.set(JobOptions.SLOT_CAPACITY, 4_096);
    options.set(JobOptions.MAX_DRIFT, Duration.ZERO);
    BottleneckJob.wire(environment, network, options);
    return environment;
  }

  private void write(String servers, Predicate<SimulatedEvent> which) throws IOException {
    try (EventSink topics = new KafkaEventSink(servers)) {
      for (SimulatedEvent event : events) {
        if (which.test(event)) {
          topics.write(event);
        }
      }
    }
  }

  private static boolean isBefore(SimulatedEvent event, Instant time) {
    return event.deliveredMillis() < time.toEpochMilli();
  }

  private static boolean isOfTheFunnelSince(ConversionRow row, Instant time) {
    return row.getEdge() == ConversionEdge.funnel && !row.getCohortStart().isBefore(time);
  }

  private Map<String, ConversionRow> run(Network network) throws Exception {
    Path files = folder.resolve("files");
    if (!Files.exists(files)) {
      try (EventSink sink = new AvroFileEventSink(files)) {
        for (SimulatedEvent event : events) {
          sink.write(event);
        }
      }
    }
    List<Path> inputs;
    try (Stream<Path> written = Files.list(files)) {
      inputs = written.toList();
    }
    return newest(
        BottleneckRun.over(
                network,
                PipelineOptions.defaultsFor(network),
                inputs,
                1,
                BottleneckRun.Progress.untold())
            .rows());
  }

  private static Map<String, ConversionRow> published(String servers) throws IOException {
    return newest(new Committed<>(servers, ResultTopics.CONVERSIONS, ConversionRow.class).all());
  }

  /** The newest finals, without what says how often and when they were published before. */
  private static Map<String, ConversionRow> newest(Iterable<ConversionRow> rows) {
    Map<String, ConversionRow> newest = new TreeMap<>();
    for (ConversionRow row : rows) {
      if (row.getStatus() == ConversionStatus.final$) {
        newest.merge(
            JobFinals.keyOf(row),
            row,
            (old, next) -> next.getVersion() > old.getVersion() ? next : old);
      }
    }
    newest.values().forEach(row -> row.setVersion(1));
    newest.values().forEach(row -> row.setClock(null));
    return newest;
  }
}

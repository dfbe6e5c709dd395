package io.chokepoint.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.cli.CommandProcess;
import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.cli.local.LocalTopics;
import io.chokepoint.cli.notify.Await;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job as docker/ ships it: its jar, the cluster's configuration and the commands of the compose
 * file, on a real cluster and a real broker.
 */
class JobOnClusterIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int PARTITIONS = 2;
  private static final int SIMULATED_MINUTES = 20;
  private static final Pattern JOB = Pattern.compile("/job/running/([0-9a-f]+)");

  private final Path folder;

  JobOnClusterIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theShippedJarGoesOnAfterALostTaskManagerAndFromTheCheckpointBeforeADamagedOne()
      throws Exception {
    Configuration configuration = ImageConfiguration.forThisMachine();
    // Three of them are waited for.
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    configuration.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMillis(200));
    try (LocalBroker broker = LocalBroker.start();
        StandaloneCluster cluster = StandaloneCluster.start(folder, configuration, 1)) {
      LocalTopics.create(
          broker.bootstrapServers(),
          NetworkFile.load(Repository.file("networks/inference.yaml")),
          PARTITIONS);
      ImageCommands commands = new ImageCommands(broker.bootstrapServers());
      ClusterRest rest = cluster.rest();
      String job = rest.run(rest.upload(Repository.jobJar()), commands.jobArguments(), 2);
      rest.awaitJobRunning(job, LIMIT);

      Instant start = Instant.now().minus(Duration.ofHours(8)).truncatedTo(ChronoUnit.HOURS);
      commands.simulate(start, SIMULATED_MINUTES, 1);
      try (PublishedRows rows = new PublishedRows(broker.bootstrapServers())) {
        ConversionRow first = rows.await("a row of the first step", JobOnClusterIT::admits, LIMIT);
        assertThat(first.getConverted()).isBetween(1L, first.getEntrants());

        cluster.taskManagers().get(0).kill();
        cluster.addTaskManager();
        Instant next = start.plus(Duration.ofMinutes(SIMULATED_MINUTES));
        commands.simulate(next, SIMULATED_MINUTES, 2);
        rows.await(
            "a row of events from after the loss",
            row -> admits(row) && !row.getCohortStart().isBefore(next),
            LIMIT);
      }
      Await.holds(() -> assertThat(rest.checkpoints(job).completed()).isGreaterThanOrEqualTo(3));
      rest.cancel(job);
      rest.awaitJobEnd(job, JobStatus.CANCELED, LIMIT);
      goesOnFromTheOneBeforeADamagedOne(cluster, broker, job);
    }
  }

  private void goesOnFromTheOneBeforeADamagedOne(
      StandaloneCluster cluster, LocalBroker broker, String job) throws Exception {
    List<Path> kept = KeptCheckpoints.of(folder.resolve("state/checkpoints").resolve(job));
    assertThat(kept).hasSize(3);
    Path newest = kept.get(2);
    KeptCheckpoints.cutMetadata(newest);
    try (CommandProcess refused = submit(cluster, broker, newest)) {
      assertThat(refused.awaitExit(LIMIT)).isNotZero();
      assertThat(refused.said()).contains(newest.getFileName().toString());
    }
    Path before = kept.get(1);
    try (CommandProcess taken = submit(cluster, broker, before)) {
      assertThat(taken.awaitExit(LIMIT)).as(taken.said()).isZero();
      Matcher id = JOB.matcher(taken.said());
      assertThat(id.find()).as(taken.said()).isTrue();
      ClusterRest rest = cluster.rest();
      rest.awaitJobRunning(id.group(1), LIMIT);
      assertThat(rest.restoredFrom(id.group(1)).map(Path::of)).contains(before);
      rest.cancel(id.group(1));
      rest.awaitJobEnd(id.group(1), JobStatus.CANCELED, LIMIT);
    }
  }

  /** What the README says to do. */
  private static CommandProcess submit(
      StandaloneCluster cluster, LocalBroker broker, Path checkpoint) throws Exception {
    return CommandProcess.startOn(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Dchokepoint.home=" + Repository.file(""),
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED"),
        "submit",
        "--jobmanager",
        cluster.address().getAuthority(),
        "--bootstrap",
        broker.bootstrapServers(),
        "--network",
        Repository.file("networks/inference.yaml").toString(),
        "--from-savepoint",
        checkpoint.toString());
  }

  private static boolean admits(ConversionRow row) {
    return row.getEdge() == ConversionEdge.step
        && row.getTo().equals("admitted")
        && row.getDimension().equals("total")
        && row.getEntrants() > 0;
  }
}

package io.chokepoint.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.cli.local.LocalTopics;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job as docker/ ships it: its jar, the cluster's configuration and the commands of the compose
 * file, on a real cluster and a real broker.
 */
class JobOnClusterIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int PARTITIONS = 2;

  /** As long as the scenario of the compose file lasts. */
  private static final int SIMULATED_MINUTES = 180;

  private final Path folder;

  JobOnClusterIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theShippedJarPublishesConversionRowsAndGoesOnAfterALostTaskManager() throws Exception {
    try (LocalBroker broker = LocalBroker.start();
        StandaloneCluster cluster =
            StandaloneCluster.start(folder, ImageConfiguration.forThisMachine(), 1)) {
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
      rest.cancel(job);
      rest.awaitJobEnd(job, JobStatus.CANCELED, LIMIT);
    }
  }

  private static boolean admits(ConversionRow row) {
    return row.getEdge() == ConversionEdge.step
        && row.getTo().equals("admitted")
        && row.getDimension().equals("total")
        && row.getEntrants() > 0;
  }
}

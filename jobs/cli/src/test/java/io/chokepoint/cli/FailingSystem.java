package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.cli.cluster.ClusterRest;
import io.chokepoint.cli.cluster.ClusterRest.CheckpointCounts;
import io.chokepoint.cli.cluster.DevelopmentCluster;
import io.chokepoint.cli.local.LocalTopics;
import io.chokepoint.cli.notify.Alertmanager;
import io.chokepoint.cli.notify.Hooks;
import io.chokepoint.domain.network.NetworkFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;

/**
 * A broker, a Flink cluster and two receivers as real processes and sockets, to be failed and
 * mended. The disk of the cluster's checkpoints is a small one of its own where that is wanted.
 */
final class FailingSystem implements AutoCloseable {
  private static final int PARTITIONS = 4;
  private static final String DISK_SIZE = "size=256m";
  private static final int BALLAST_BLOCK_BYTES = 1 << 20;

  private final Path root = Repositories.root();
  private final Path folder;
  private final Path clusterFolder;
  private final boolean smallDisk;
  private final Hooks hooks;
  private final Alertmanager alertmanager;
  private String job = "";

  /**
   * Starts it.
   *
   * @param folder empty, the test's own
   * @param smallDisk whether checkpoints are on a disk that can be filled; takes the right to mount
   */
  FailingSystem(Path folder, boolean smallDisk) throws Exception {
    this.folder = folder;
    this.smallDisk = smallDisk;
    clusterFolder = folder.resolve("cluster");
    hooks = new Hooks();
    alertmanager = Alertmanager.start(root.resolve("docker/alertmanager.yml"), folder);
    up();
    if (smallDisk) {
      String disk = cluster().state().toString();
      assertThat(ran("mount", "-t", "tmpfs", "-o", DISK_SIZE, "tmpfs", disk))
          .as("a small disk for checkpoints takes the right to mount one; run this as root")
          .isTrue();
    }
  }

  /** Starts what is missing, with a checkpoint each second: the run is short. */
  void up() throws Exception {
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
        DevelopmentCluster.up(clusterFolder, 0, 0, configuration, ready -> {});
    LocalTopics.createMissing(
        cluster.bootstrapServers(),
        NetworkFile.load(root.resolve("networks/inference.yaml")),
        PARTITIONS);
  }

  DevelopmentCluster cluster() throws IOException {
    return DevelopmentCluster.at(clusterFolder);
  }

  ClusterRest rest() throws IOException {
    return new ClusterRest(cluster().webAddress());
  }

  Hooks hooks() {
    return hooks;
  }

  Alertmanager alertmanager() {
    return alertmanager;
  }

  /** From now on the failures are this job's. */
  void watch(String jobId) {
    job = jobId;
  }

  CheckpointCounts checkpoints() throws IOException {
    return rest().checkpoints(job);
  }

  /** Whether the job manager has the job, as one does that came back and found it again. */
  boolean hasItsJob() {
    try {
      return Set.of(JobStatus.RUNNING, JobStatus.FINISHED).contains(rest().status(job));
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Ends a process as a crash does; returns when it is gone. */
  void kill(String process) throws IOException {
    ProcessHandle handle =
        ProcessHandle.of(
                cluster().processes().getOrDefault(process, Optional.empty()).orElseThrow())
            .orElseThrow();
    handle.destroyForcibly();
    handle.onExit().join();
  }

  void receiversGoAway() throws Exception {
    hooks.goAway();
    alertmanager.stop();
  }

  void receiversComeBack() throws Exception {
    hooks.comeBack();
    alertmanager.startAgain();
  }

  /** Leaves no room for checkpoints. */
  void fillStateDisk() throws IOException {
    byte[] block = new byte[BALLAST_BLOCK_BYTES];
    try (OutputStream out = Files.newOutputStream(ballast())) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  void emptyStateDisk() throws IOException {
    Files.delete(ballast());
  }

  private Path ballast() throws IOException {
    return cluster().state().resolve("ballast");
  }

  /** An outage lasts. */
  static void passes(Duration outage) throws InterruptedException {
    assertThat(new CountDownLatch(1).await(outage.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
  }

  @Override
  public void close() throws Exception {
    hooks.close();
    alertmanager.close();
    if (smallDisk) {
      // At once, whoever still writes to it.
      assertThat(ran("umount", "-l", cluster().state().toString())).isTrue();
    }
    Said down = Said.by("cluster", "down", "--dir", clusterFolder.toString());
    assertThat(down.code()).as(down.err()).isZero();
    assertThat(clusterFolder).doesNotExist();
  }

  private static boolean ran(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }
}

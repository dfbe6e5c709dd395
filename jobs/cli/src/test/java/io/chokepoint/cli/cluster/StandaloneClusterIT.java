package io.chokepoint.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneClusterIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final long WITHOUT_END = Long.MAX_VALUE;

  private final Path folder;

  StandaloneClusterIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void runsJobsWithTheImagesConfigurationAndLeavesNoProcessWhenItIsClosed() throws Exception {
    List<ProcessHandle> processes;
    try (StandaloneCluster cluster =
        StandaloneCluster.start(
            folder.resolve("cluster"), ImageConfiguration.forThisMachine(), 1)) {
      ClusterRest rest = cluster.rest();
      String jar = rest.upload(CountingJob.jar(folder.resolve("count.jar")));

      String bounded = rest.run(jar, List.of("1000"), 2);
      rest.awaitJobEnd(bounded, JobStatus.FINISHED, LIMIT);

      String unbounded = rest.run(jar, List.of(String.valueOf(WITHOUT_END)), 2);
      rest.awaitJobRunning(unbounded, LIMIT);
      assertThat(rest.checkpointSettings(unbounded))
          .containsEntry("interval", "10000")
          .containsEntry("state_backend", "EmbeddedRocksDBStateBackend");

      rest.cancel(unbounded);
      rest.awaitJobEnd(unbounded, JobStatus.CANCELED, LIMIT);
      processes =
          List.of(handle(cluster.jobManager().pid()), handle(cluster.taskManagers().get(0).pid()));
      assertThat(processes).allMatch(ProcessHandle::isAlive);
    }
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void noProcessOutlivesAnOwnerThatIsKilled() throws Exception {
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                ClusterOwner.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader pids = owner.inputReader(StandardCharsets.UTF_8)) {
      ProcessHandle jobManager = handle(Long.parseLong(pids.readLine()));
      ProcessHandle taskManager = handle(Long.parseLong(pids.readLine()));

      owner.destroyForcibly();

      jobManager.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      taskManager.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } finally {
      owner.destroyForcibly();
    }
  }

  @Test
  void aConfigurationThatFlinkRefusesIsReportedWithFlinksReason() {
    Configuration tooSmall = new Configuration();
    tooSmall.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(64));

    assertThatThrownBy(() -> StandaloneCluster.start(folder, tooSmall, 1))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("64.000mb");
  }

  private static ProcessHandle handle(long pid) {
    return ProcessHandle.of(pid).orElseThrow(() -> new AssertionError("no process " + pid));
  }
}

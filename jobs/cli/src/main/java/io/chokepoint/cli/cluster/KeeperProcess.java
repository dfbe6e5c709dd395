package io.chokepoint.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/**
 * ZooKeeper, as Flink brings it, as a process of its own: it remembers which jobs a job manager had
 * and where their newest checkpoints are.
 */
final class KeeperProcess {
  private static final String HEAP = "-Xmx64m";

  /** Its unit of time; a session may last 2 to 20 of them. */
  private static final Duration TICK = Duration.ofSeconds(1);

  /** How long a job manager that was killed is in the way of the one that comes back. */
  private static final Duration SESSION = Duration.ofSeconds(12);

  private KeeperProcess() {}

  /**
   * Starts it.
   *
   * @param folder of the cluster; what it remembers from before is kept there
   */
  static void start(LongLived process, ClusterFolder folder, int port) throws IOException {
    Path settings = folder.conf().resolve("keeper.properties");
    Path memory = Files.createDirectories(folder.root().resolve("keeper"));
    Files.write(
        settings,
        List.of(
            "tickTime=" + TICK.toMillis(),
            "dataDir=" + memory,
            "clientPort=" + port,
            "clientPortAddress=127.0.0.1",
            "admin.enableServer=false"));
    process.start(
        FlinkLibraries.ofThisProcess(),
        List.of(
            HEAP,
            "-Dlog.file=" + process.log(),
            "-Dlog4j.configurationFile=" + folder.logConfig().toUri()),
        List.of(
            FlinkZooKeeperQuorumPeer.class.getName(),
            "--zkConfigFile",
            settings.toString(),
            "--peerId",
            "1"),
        folder.environment());
  }

  /** Tells Flink's processes to use it. */
  static void configure(Configuration configuration, ClusterFolder folder, int port) {
    configuration.set(HighAvailabilityOptions.HA_MODE, "ZOOKEEPER");
    configuration.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, "127.0.0.1:" + port);
    configuration.set(HighAvailabilityOptions.HA_CLUSTER_ID, "/chokepoint");
    configuration.set(
        HighAvailabilityOptions.HA_STORAGE_PATH, folder.root().resolve("jobs").toUri().toString());
    configuration.set(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, SESSION);
    // On a busy machine answers are late at times; only a session that is over is the end of a job
    // manager's lead.
    configuration.set(HighAvailabilityOptions.ZOOKEEPER_TOLERATE_SUSPENDED_CONNECTIONS, true);
  }
}

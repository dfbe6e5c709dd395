package io.chokepoint.bench.local;

import io.chokepoint.bottleneck.InProcessFlink;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** A mini cluster of one task manager, reachable from this machine alone. */
public final class LocalCluster {
  private LocalCluster() {}

  /**
   * Starts one.
   *
   * @param folder for its files
   * @param slots how many parallel subtasks of a job it can run
   * @param settings what else its task manager is told, such as memory
   */
  public static MiniCluster start(Path folder, int slots, Configuration settings) throws Exception {
    Configuration config = InProcessFlink.configuration();
    config.addAll(settings);
    config.set(CoreOptions.TMP_DIRS, folder.toString());
    config.set(WebOptions.TMP_DIR, folder.toString());
    config.set(RestOptions.ADDRESS, "127.0.0.1");
    config.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    config.set(RestOptions.BIND_PORT, "0");
    config.set(JobManagerOptions.ADDRESS, "127.0.0.1");
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(config)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setCommonBindAddress("127.0.0.1")
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }
}

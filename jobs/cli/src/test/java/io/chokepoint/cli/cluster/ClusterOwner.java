package io.chokepoint.cli.cluster;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;

/**
 * A process that owns a cluster and is there to be killed: prints the cluster's process ids and
 * waits.
 */
public final class ClusterOwner {
  private ClusterOwner() {}

  public static void main(String[] args) throws Exception {
    try (StandaloneCluster cluster =
        StandaloneCluster.start(Path.of(args[0]), new Configuration(), 1)) {
      System.out.println(cluster.jobManager().pid());
      System.out.println(cluster.taskManagers().get(0).pid());
      System.out.flush();
      Thread.currentThread().join();
    }
  }
}

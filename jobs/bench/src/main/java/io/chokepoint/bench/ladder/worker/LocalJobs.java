package io.chokepoint.bench.ladder.worker;

import io.chokepoint.bench.local.LocalCluster;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A mini cluster of one slot that runs one job after the other; state is on the heap. */
final class LocalJobs implements AutoCloseable {
  private final MiniCluster cluster;
  private final Path folder;

  private LocalJobs(MiniCluster cluster, Path folder) {
    this.cluster = cluster;
    this.folder = folder;
  }

  /**
   * Starts the cluster.
   *
   * @param folder for its files
   */
  static LocalJobs start(Path folder) throws Exception {
    Configuration config = new Configuration();
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(32));
    config.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    config.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    return new LocalJobs(LocalCluster.start(folder, 1, config), folder);
  }

  /** An environment of one job: parallelism 1, no restarts, no checkpoints. */
  StreamExecutionEnvironment environment() {
    Configuration config = new Configuration();
    config.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    config.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    return StreamExecutionEnvironment.getExecutionEnvironment(config);
  }

  /** The same with checkpoints. */
  StreamExecutionEnvironment environment(Duration checkpoints) {
    StreamExecutionEnvironment env = environment();
    env.enableCheckpointing(checkpoints.toMillis());
    return env;
  }

  /** Runs a job to its end. */
  void run(StreamExecutionEnvironment env) throws Exception {
    JobID job = cluster.submitJob(env.getStreamGraph().getJobGraph()).get().getJobID();
    cluster.requestJobResult(job).get().toJobExecutionResult(LocalJobs.class.getClassLoader());
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}

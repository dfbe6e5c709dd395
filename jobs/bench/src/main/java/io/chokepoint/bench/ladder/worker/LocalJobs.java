package io.chokepoint.bench.ladder.worker;

import io.chokepoint.bench.local.LocalCluster;
import io.chokepoint.bench.state.Backend;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A mini cluster of one slot that runs one job after the other. */
public final class LocalJobs implements AutoCloseable {
  /** The property that says where state is, by the name of a {@link Backend}; else the heap. */
  public static final String BACKEND = "chokepoint.ladder.backend";

  /** Nothing is there for RocksDB to use on the heap, and a task manager's share where it is. */
  private static final MemorySize MANAGED_ON_HEAP = MemorySize.ofMebiBytes(32);

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
    Backend backend = backend();
    Configuration config = backend.settings(folder);
    if (backend == Backend.HEAP) {
      config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_ON_HEAP);
    }
    config.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    config.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    return new LocalJobs(LocalCluster.start(folder, 1, config), folder);
  }

  private static Backend backend() {
    return Backend.valueOf(System.getProperty(BACKEND, Backend.HEAP.name()));
  }

  /** An environment of one job: parallelism 1, no restarts, no checkpoints. */
  StreamExecutionEnvironment environment() {
    Configuration config = backend().settings(folder);
    config.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    config.removeConfig(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION);
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

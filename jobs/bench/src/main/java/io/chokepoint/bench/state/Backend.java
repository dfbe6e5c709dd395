package io.chokepoint.bench.state;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** Where the job keeps its state. */
public enum Backend {
  /** On the heap, as objects; what the demo uses. */
  HEAP("hashmap"),
  /** In RocksDB, with timers on the heap, as {@code docker/flink/config.yaml} has it. */
  ROCKSDB("rocksdb");

  /** As much as a small task manager gives RocksDB for cache and write buffers. */
  private static final MemorySize MANAGED = MemorySize.ofMebiBytes(256);

  private final String type;

  Backend(String type) {
    this.type = type;
  }

  /** For people and programs. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What a job of one slot is told whose checkpoints are taken when they are asked for, and stay to
   * be looked at.
   *
   * @param folder for checkpoints and for RocksDB
   */
  public Configuration settings(Path folder) {
    Configuration config = new Configuration();
    config.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofDays(1));
    config.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    config.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    config.set(StateBackendOptions.STATE_BACKEND, type);
    // As docker/flink/config.yaml has it.
    config.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    config.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    config.set(RocksDBOptions.TIMER_SERVICE_FACTORY, PriorityQueueStateType.HEAP);
    config.set(RocksDBOptions.LOCAL_DIRECTORIES, folder.resolve("rocksdb").toString());
    return config;
  }
}

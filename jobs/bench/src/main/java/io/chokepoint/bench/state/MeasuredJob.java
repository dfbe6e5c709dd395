package io.chokepoint.bench.state;

import io.chokepoint.bench.local.LocalCluster;
import io.chokepoint.bench.state.savepoint.CheckpointCost;
import io.chokepoint.bench.state.savepoint.Snapshot;
import io.chokepoint.bottleneck.BottleneckPipeline;
import io.chokepoint.bottleneck.PipelineDefaults;
import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecordSerializer;
import io.chokepoint.domain.network.Network;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The whole pipeline of the job on a mini cluster in this process, with a source that waits: what
 * it has been given is open and stays so, because no watermark ever comes.
 *
 * <p>A mini cluster and not an operator harness: its backends, serializers and timers are those of
 * production, and so are its checkpoints, while a harness would be a second way to run operators.
 */
public final class MeasuredJob implements AutoCloseable {
  /** How often somebody who waits is told how far the job is. */
  private static final Duration TELL_EVERY = Duration.ofSeconds(5);

  private static final long POLL_MILLIS = 50;

  /** As much as a small task manager gives RocksDB for cache and write buffers. */
  private static final MemorySize MANAGED = MemorySize.ofMebiBytes(256);

  private final Path folder;
  private final Turnstile turnstile;
  private final MiniCluster cluster;
  private final JobID job;

  private MeasuredJob(Path folder, Turnstile turnstile, MiniCluster cluster, JobID job) {
    this.folder = folder;
    this.turnstile = turnstile;
    this.cluster = cluster;
    this.job = job;
  }

  /**
   * Starts the job.
   *
   * @param folder an empty folder for its checkpoints and for RocksDB
   */
  public static MeasuredJob start(
      Network network, SimulatedJourneys journeys, Backend backend, Path folder) throws Exception {
    Configuration config = configuration(backend, folder);
    Turnstile turnstile = Turnstile.open(journeys);
    MiniCluster cluster;
    try {
      cluster = LocalCluster.start(folder, 1, config);
    } catch (Exception e) {
      turnstile.close();
      throw e;
    }
    try {
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
      build(env, network, turnstile);
      JobID job = cluster.submitJob(env.getStreamGraph().getJobGraph()).get().getJobID();
      MeasuredJob started = new MeasuredJob(folder, turnstile, cluster, job);
      started.awaitStart();
      return started;
    } catch (Exception e) {
      cluster.close();
      turnstile.close();
      throw e;
    }
  }

  private static Configuration configuration(Backend backend, Path folder) {
    Configuration config = new Configuration();
    config.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    // Checkpoints are taken when they are asked for, and stay to be looked at.
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofDays(1));
    config.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    config.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    config.set(StateBackendOptions.STATE_BACKEND, backend.type());
    // As docker/flink/config.yaml has it.
    config.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    config.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    config.set(RocksDBOptions.TIMER_SERVICE_FACTORY, PriorityQueueStateType.HEAP);
    config.set(RocksDBOptions.LOCAL_DIRECTORIES, folder.resolve("rocksdb").toString());
    return config;
  }

  private static void build(StreamExecutionEnvironment env, Network network, Turnstile turnstile) {
    PipelineDefaults.apply(env);
    DataStream<SourceRecord> events =
        env.fromSource(
                new DataGeneratorSource<>(
                    turnstile.generator(),
                    Long.MAX_VALUE,
                    turnstile.limiter(),
                    SourceRecordSerializer.TYPE),
                WatermarkStrategy.noWatermarks(),
                "simulated journeys")
            .uid("simulated-journeys");
    DataStream<OutputRecord> results =
        BottleneckPipeline.build(
                network, PipelineOptions.defaultsFor(network), Map.of("simulated", events))
            .byTopic()
            .values()
            .stream()
            .reduce(DataStream::union)
            .orElseThrow();
    results.sinkTo(new DiscardingSink<>()).name("discard results").uid("results");
  }

  /** Waits until every task runs: a checkpoint of a job that is still starting fails. */
  private void awaitStart() throws Exception {
    while (!isRunning()) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private boolean isRunning() throws Exception {
    failIfOver();
    int tasks = 0;
    for (AccessExecutionVertex task :
        cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
      if (task.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
      tasks++;
    }
    // Before the job has a master it has no tasks either.
    return tasks > 0;
  }

  private void failIfOver() throws Exception {
    JobStatus status = cluster.getJobStatus(job).get();
    if (status.isGloballyTerminalState()) {
      cluster.requestJobResult(job).get().toJobExecutionResult(getClass().getClassLoader());
      throw new IllegalStateException("the job has ended: " + status);
    }
  }

  /**
   * Brings copies of the journeys to a fill, and waits until the source has emitted their events.
   *
   * @param progress is told the share done, from 0 to 1
   */
  public void bringTo(Fill fill, int fromCopy, int copies, Consumer<Double> progress)
      throws Exception {
    long before = turnstile.admitted();
    turnstile.admit(fill, fromCopy, copies);
    CompletableFuture<Void> usedUp = turnstile.usedUp();
    while (true) {
      try {
        usedUp.get(TELL_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException notYet) {
        failIfOver();
        progress.accept(
            (double) (turnstile.passed() - before) / (double) (turnstile.admitted() - before));
      }
    }
  }

  /** Admits events without waiting for them, as {@link #bringTo} does. */
  public void admit(Fill fill, int fromCopy, int copies) {
    turnstile.admit(fill, fromCopy, copies);
  }

  /** How many admitted events the source has not yet emitted. */
  public long waiting() {
    return turnstile.admitted() - turnstile.passed();
  }

  /** How many events the source has emitted. */
  public long passed() {
    return turnstile.passed();
  }

  /** Takes a checkpoint of a kind, and waits until it is complete. */
  public CheckpointCost checkpoint(CheckpointType kind) throws Exception {
    long number = cluster.triggerCheckpoint(job, kind).get();
    return CheckpointCost.of(cluster.getExecutionGraph(job).get(), number);
  }

  /** Takes a checkpoint: what had been emitted before has been processed then. */
  Snapshot checkpoint() throws Exception {
    return Snapshot.open(cluster.triggerCheckpoint(job).get());
  }

  /** Takes a savepoint in the canonical format. */
  Snapshot savepoint() throws Exception {
    return Snapshot.open(
        cluster
            .triggerSavepoint(
                job,
                folder.resolve("savepoints").toUri().toString(),
                false,
                SavepointFormatType.CANONICAL)
            .get());
  }

  /** Bytes of RocksDB's table files in its working folders; 0 where there is no RocksDB. */
  long tableFileBytes() throws IOException {
    Path root = folder.resolve("rocksdb");
    AtomicLong bytes = new AtomicLong();
    if (Files.exists(root)) {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().endsWith(".sst")) {
                bytes.addAndGet(attributes.size());
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path compactedAway, IOException failure) {
              return FileVisitResult.CONTINUE;
            }
          });
    }
    return bytes.get();
  }

  @Override
  public void close() throws Exception {
    try {
      cluster.cancelJob(job).get();
      cluster.requestJobResult(job).get();
    } finally {
      cluster.close();
      turnstile.close();
    }
  }
}

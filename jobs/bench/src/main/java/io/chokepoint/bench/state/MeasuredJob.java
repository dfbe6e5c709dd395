package io.chokepoint.bench.state;

import io.chokepoint.bench.local.RunningJob;
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
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.CheckpointType;
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

  private final Path folder;
  private final Turnstile turnstile;
  private final RunningJob job;

  private MeasuredJob(Path folder, Turnstile turnstile, RunningJob job) {
    this.folder = folder;
    this.turnstile = turnstile;
    this.job = job;
  }

  /**
   * Starts the job.
   *
   * @param folder an empty folder for its checkpoints and for RocksDB
   */
  public static MeasuredJob start(
      Network network, SimulatedJourneys journeys, Backend backend, Path folder) throws Exception {
    Turnstile turnstile = Turnstile.open(journeys);
    try {
      return new MeasuredJob(
          folder,
          turnstile,
          RunningJob.start(
              folder, backend.settings(folder), env -> build(env, network, turnstile)));
    } catch (Exception e) {
      turnstile.close();
      throw e;
    }
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
        job.failIfOver();
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
    return job.checkpoint(kind);
  }

  /** Takes a checkpoint: what had been emitted before has been processed then. */
  Snapshot checkpoint() throws Exception {
    return job.checkpoint();
  }

  /** Takes a savepoint in the canonical format. */
  Snapshot savepoint() throws Exception {
    return job.savepoint();
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
      job.close();
    } finally {
      turnstile.close();
    }
  }
}

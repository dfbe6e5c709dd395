package io.chokepoint.bench.local;

import io.chokepoint.bench.state.savepoint.CheckpointCost;
import io.chokepoint.bench.state.savepoint.Snapshot;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that runs on a mini cluster of its own, of one slot, until it is closed. */
public final class RunningJob implements AutoCloseable {
  private static final long POLL_MILLIS = 50;

  private final Path folder;
  private final MiniCluster cluster;
  private final JobID job;

  private RunningJob(Path folder, MiniCluster cluster, JobID job) {
    this.folder = folder;
    this.cluster = cluster;
    this.job = job;
  }

  /** Describes a job. */
  @FunctionalInterface
  public interface Description {
    /** Adds sources, operators and sinks. */
    void to(StreamExecutionEnvironment env) throws Exception;
  }

  /**
   * Starts one, and waits until every task runs.
   *
   * @param folder an empty folder for files of the cluster, and for savepoints
   * @param settings of cluster and job
   */
  public static RunningJob start(Path folder, Configuration settings, Description description)
      throws Exception {
    MiniCluster cluster = LocalCluster.start(folder, 1, settings);
    try {
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
      description.to(env);
      RunningJob started =
          new RunningJob(
              folder,
              cluster,
              cluster.submitJob(env.getStreamGraph().getJobGraph()).get().getJobID());
      started.awaitStart();
      return started;
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
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

  /**
   * Does nothing while the job runs.
   *
   * @throws Exception why it has ended
   */
  public void failIfOver() throws Exception {
    JobStatus status = cluster.getJobStatus(job).get();
    if (status.isGloballyTerminalState()) {
      cluster.requestJobResult(job).get().toJobExecutionResult(getClass().getClassLoader());
      throw new IllegalStateException("the job has ended: " + status);
    }
  }

  /** Takes a checkpoint of a kind, and waits until it is complete. */
  public CheckpointCost checkpoint(CheckpointType kind) throws Exception {
    long number = cluster.triggerCheckpoint(job, kind).get();
    return CheckpointCost.of(cluster.getExecutionGraph(job).get(), number);
  }

  /** Takes a checkpoint: what had been emitted before has been processed then. */
  public Snapshot checkpoint() throws Exception {
    return Snapshot.open(cluster.triggerCheckpoint(job).get());
  }

  /** Takes a savepoint in the canonical format. */
  public Snapshot savepoint() throws Exception {
    return Snapshot.open(
        cluster
            .triggerSavepoint(
                job,
                folder.resolve("savepoints").toUri().toString(),
                false,
                SavepointFormatType.CANONICAL)
            .get());
  }

  @Override
  public void close() throws Exception {
    try {
      cluster.cancelJob(job).get();
      cluster.requestJobResult(job).get();
    } finally {
      cluster.close();
    }
  }
}

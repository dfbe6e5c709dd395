package io.chokepoint.cli.local;

import io.chokepoint.bottleneck.InProcessFlink;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster inside this process, with its web UI on a free loopback port and its files in a
 * temporary folder.
 */
public final class LocalFlink implements AutoCloseable {

  /** A cluster that has not stopped by then is left to the end of the process. */
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);

  private final TemporaryFolder folder;
  private final MiniCluster cluster;
  private final URI webAddress;

  private LocalFlink(TemporaryFolder folder, MiniCluster cluster, URI webAddress) {
    this.folder = folder;
    this.cluster = cluster;
    this.webAddress = webAddress;
  }

  /**
   * Starts a cluster of one task manager.
   *
   * @param slots how many parallel subtasks of a job it can run
   * @throws Exception if it does not start
   */
  public static LocalFlink start(int slots) throws Exception {
    TemporaryFolder folder = TemporaryFolder.create();
    Configuration configuration = InProcessFlink.configuration();
    configuration.set(CoreOptions.TMP_DIRS, folder.path().toString());
    configuration.set(WebOptions.TMP_DIR, folder.path().toString());
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(JobManagerOptions.ADDRESS, "127.0.0.1");
    // The job keeps its state on the heap: what Flink would manage itself is not used. Sixty-four
    // megabytes of network buffers carry a few subtasks; the default of a mini cluster is the same,
    // but written down it does not change under us.
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(32));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setCommonBindAddress("127.0.0.1")
                .build());
    try {
      cluster.start();
      return new LocalFlink(folder, cluster, cluster.getRestAddress().get());
    } catch (Exception e) {
      cluster.close();
      folder.close();
      throw e;
    }
  }

  /** Where a browser finds the web UI. */
  public URI webAddress() {
    return webAddress;
  }

  /**
   * Starts the job that an environment describes.
   *
   * @return its id
   */
  public JobID submit(StreamExecutionEnvironment environment)
      throws ExecutionException, InterruptedException {
    return cluster.submitJob(environment.getStreamGraph().getJobGraph()).get().getJobID();
  }

  /** What the job is doing. */
  public JobStatus status(JobID job) throws ExecutionException, InterruptedException {
    return cluster.getJobStatus(job).get();
  }

  /** Ends a job. */
  public void cancel(JobID job) throws ExecutionException, InterruptedException {
    cluster.cancelJob(job).get();
  }

  /** Waits for the end of a job. */
  public JobResult await(JobID job) throws ExecutionException, InterruptedException {
    return cluster.requestJobResult(job).get();
  }

  /** Stops the jobs and the cluster, frees its port and deletes its files. */
  @Override
  public void close() throws Exception {
    try {
      cluster.closeAsync().get(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "the Flink mini cluster has not stopped within " + STOPS_WITHIN.toSeconds() + " s", e);
    } finally {
      folder.close();
    }
  }
}

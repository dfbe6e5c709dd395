package io.chokepoint.cli.demo;

import io.chokepoint.bottleneck.BottleneckJob;
import io.chokepoint.bottleneck.JobOptions;
import io.chokepoint.bottleneck.io.KafkaEnds.Reading;
import io.chokepoint.cli.local.LocalFlink;
import io.chokepoint.domain.network.Network;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job, run by the cluster of this process. */
final class EmbeddedJob {

  private EmbeddedJob() {}

  /** Starts it between the network's topics and the result topics of a broker. */
  static JobID start(LocalFlink flink, Network network, String bootstrapServers, int parallelism)
      throws ExecutionException, InterruptedException {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(parallelism);
    Configuration configuration = new Configuration();
    configuration.set(JobOptions.BOOTSTRAP, bootstrapServers);
    configuration.set(JobOptions.READING, Reading.EARLIEST);
    BottleneckJob.wire(environment, network, configuration);
    return flink.submit(environment);
  }

  /**
   * Fails if the job has ended, which it does not do by itself.
   *
   * @throws IllegalStateException with why it ended
   */
  static void requireRunning(LocalFlink flink, JobID job)
      throws ExecutionException, InterruptedException {
    JobStatus status = flink.status(job);
    if (!status.isGloballyTerminalState()) {
      return;
    }
    JobResult result = flink.await(job);
    Throwable cause =
        result
            .getSerializedThrowable()
            .map(thrown -> thrown.deserializeError(EmbeddedJob.class.getClassLoader()))
            .orElse(null);
    throw new IllegalStateException(
        "the job has ended as " + status + (cause == null ? "" : ": " + rootMessage(cause)), cause);
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    for (Throwable cause = root; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return String.valueOf(root.getMessage());
  }
}

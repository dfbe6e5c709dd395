package io.chokepoint.bottleneck;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Settings that belong to the job's code, not to a deployment. */
public final class PipelineDefaults {
  /**
   * Key groups: the most subtasks that the job can ever be rescaled to. It is fixed with the first
   * savepoint, so it is set here, well above what one network needs, and divisible by the usual
   * parallelisms.
   */
  private static final int MAX_PARALLELISM = 720;

  private PipelineDefaults() {}

  /** Applies them to the environment that the pipeline is built in. */
  public static void apply(StreamExecutionEnvironment env) {
    Configuration config = new Configuration();
    // A missing uid or a type that falls back to Kryo is an error at start, not a surprise at the
    // next restore.
    config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    config.set(PipelineOptions.GENERIC_TYPES, false);
    config.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    // Every type between operators is never changed after construction.
    config.set(PipelineOptions.OBJECT_REUSE, true);
    env.configure(config);
  }
}

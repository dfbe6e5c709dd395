package io.chokepoint.cli.notify;

import io.chokepoint.cli.local.LocalFlink;
import io.chokepoint.domain.alert.AlertFile;
import io.chokepoint.notifier.NotifierJob;
import io.chokepoint.notifier.NotifierOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The notifier on a mini cluster. */
final class RunningNotifier {
  private RunningNotifier() {}

  static JobID start(
      LocalFlink flink, String bootstrapServers, String group, String alertFile, Path checkpoints)
      throws Exception {
    Configuration cluster = new Configuration();
    cluster.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    cluster.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    // So that the test finds the state in files and not within the metadata of the job manager.
    cluster.set(
        CheckpointingOptions.FS_SMALL_FILE_THRESHOLD,
        org.apache.flink.configuration.MemorySize.ZERO);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(cluster);
    environment.setParallelism(1);
    Configuration config = new Configuration();
    config.set(NotifierOptions.BOOTSTRAP, bootstrapServers);
    config.set(NotifierOptions.GROUP, group);
    config.set(NotifierOptions.TRANSACTIONAL_ID_PREFIX, group);
    NotifierJob.wire(environment, AlertFile.parse("alerts.yaml", alertFile, null), config);
    return flink.submit(environment);
  }
}

package io.chokepoint.bench.latency;

import io.chokepoint.bottleneck.JobOptions;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** How far the job has read, as it says with each checkpoint. */
final class CommittedOffsets implements AutoCloseable {
  private final Admin admin;

  CommittedOffsets(String bootstrapServers) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** Events read, over all topics. */
  long sum() throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets(JobOptions.GROUP.defaultValue())
        .partitionsToOffsetAndMetadata()
        .get()
        .values()
        .stream()
        .mapToLong(offset -> offset == null ? 0 : offset.offset())
        .sum();
  }

  @Override
  public void close() {
    admin.close();
  }
}

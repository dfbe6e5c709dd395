package io.chokepoint.console.read;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** The newest timestamps that the messages of partitions have. */
final class NewestTimestamps {
  private static final int ANSWER_WITHIN_MILLIS = 3_000;

  private NewestTimestamps() {}

  /**
   * Asks for them.
   *
   * @return ms since 1970; nothing for partitions without messages
   * @throws TimeoutException where the brokers do not answer
   */
  static Map<TopicPartition, Long> of(
      String bootstrapServers, Collection<TopicPartition> partitions) {
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "default.api.timeout.ms", ANSWER_WITHIN_MILLIS,
                "request.timeout.ms", ANSWER_WITHIN_MILLIS))) {
      Map<TopicPartition, Long> newest = new HashMap<>();
      Map<TopicPartition, ListOffsetsResultInfo> offsets =
          admin
              .listOffsets(
                  partitions.stream()
                      .collect(
                          Collectors.toMap(Function.identity(), each -> OffsetSpec.maxTimestamp())))
              .all()
              .get();
      offsets.forEach(
          (partition, found) -> {
            if (found.timestamp() >= 0) {
              newest.put(partition, found.timestamp());
            }
          });
      return newest;
    } catch (ExecutionException e) {
      throw new TimeoutException("the newest messages could not be asked for", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}

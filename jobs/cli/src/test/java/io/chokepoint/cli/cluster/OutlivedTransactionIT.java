package io.chokepoint.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.BottleneckJob;
import io.chokepoint.bottleneck.JobOptions;
import io.chokepoint.bottleneck.io.KafkaEnds.Reading;
import io.chokepoint.cli.cluster.StoppedJob.Clocks;
import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.cli.local.LocalFlink;
import io.chokepoint.cli.local.LocalTopics;
import io.chokepoint.cli.notify.Await;
import io.chokepoint.cli.notify.Committed;
import io.chokepoint.schemas.ResultTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job is away for longer than the broker waits for a commit: what was in the transaction is
 * gone, and that is said, counted, and can be mended.
 */
class OutlivedTransactionIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(8);

  private final Path folder;

  OutlivedTransactionIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aLossIsSaidCountedAndMendedFromAnOlderSavepoint() throws Exception {
    try (LocalBroker broker =
            LocalBroker.start(
                Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"));
        LocalFlink flink = LocalFlink.start(1);
        CollectedLog log = CollectedLog.of("io.chokepoint.kafka.LossTellingCommitter")) {
      String servers = broker.bootstrapServers();
      LocalTopics.create(servers, JsonShop.NETWORK, 1);
      StoppedJob stopped = new StoppedJob(flink.webAddress());

      JobID job = flink.submit(job(servers, null));
      Path before = stopped.savepoint(job.toHexString(), folder, Clocks.WHERE_THEY_ARE);
      job = flink.submit(job(servers, before));
      write(servers);
      Await.holds(() -> assertThat(end(servers, "read_uncommitted")).isEqualTo(1));
      Path outlived = stopped.savepointBeforeItsCommit(job.toHexString(), folder);
      // The broker puts a mark of the abort behind the record.
      Await.holds(() -> assertThat(end(servers, "read_committed")).isEqualTo(2));

      JobID without = flink.submit(job(servers, outlived));
      new ClusterRest(flink.webAddress()).awaitJobRunning(without.toHexString(), LIMIT);
      Await.holds(() -> assertThat(log.lines()).hasSize(1));
      assertThat(log.lines().get(0))
          .contains("RESULTS LOST", ResultTopics.REJECTED, "8 s", "submit --from-savepoint");
      JobMetrics metrics = new JobMetrics(flink.webAddress());
      Await.holds(
          () -> assertThat(metrics.sum(without.toHexString(), "failedCommittables")).isEqualTo(1));
      stopped.savepoint(without.toHexString(), folder, Clocks.WHERE_THEY_ARE);
      assertThat(Committed.values(servers, ResultTopics.REJECTED)).isEmpty();

      long end = end(servers, "read_uncommitted");
      job = flink.submit(job(servers, before));
      Await.holds(() -> assertThat(end(servers, "read_uncommitted")).isGreaterThan(end));
      stopped.savepoint(job.toHexString(), folder, Clocks.WHERE_THEY_ARE);
      assertThat(Committed.values(servers, ResultTopics.REJECTED)).hasSize(1);
      assertThat(log.lines()).hasSize(1);
    }
  }

  private static StreamExecutionEnvironment job(String servers, @Nullable Path savepoint) {
    Configuration environmentOptions = new Configuration();
    if (savepoint != null) {
      environmentOptions.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
    }
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(environmentOptions);
    environment.setParallelism(1);
    Configuration options = new Configuration();
    options.set(JobOptions.BOOTSTRAP, servers);
    options.set(JobOptions.READING, Reading.EARLIEST);
    options.set(JobOptions.DELIVERY, DeliveryGuarantee.EXACTLY_ONCE);
    options.set(JobOptions.TRANSACTION_TIMEOUT, TRANSACTION_TIMEOUT);
    BottleneckJob.wire(environment, JsonShop.NETWORK, options);
    return environment;
  }

  /** One message that is no event, for which one record is written at once. */
  private static void write(String servers) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("orders", "no event".getBytes(UTF_8)));
    }
  }

  /** How far the refused records can be read. */
  private static long end(String servers, String isolation) {
    TopicPartition partition = new TopicPartition(ResultTopics.REJECTED, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "isolation.level", isolation),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }
  }
}

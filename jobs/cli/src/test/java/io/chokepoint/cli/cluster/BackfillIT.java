package io.chokepoint.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chokepoint.bottleneck.BottleneckJob;
import io.chokepoint.bottleneck.JobOptions;
import io.chokepoint.bottleneck.io.KafkaEnds.Reading;
import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.cli.local.LocalFlink;
import io.chokepoint.cli.local.LocalTopics;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.events.RequestEvent;
import io.chokepoint.events.RequestEventType;
import io.chokepoint.events.SettlementMode;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.schemas.SingleObjectEncoder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A topic that is a day behind the others, since its writer was, and one that is dead since the
 * day's beginning.
 */
@Timeout(180)
class BackfillIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final int DAY_MILLIS = 86_400_000;
  private static final int REQUESTS = 20_000;

  /** An eighth of the day: in step, the job makes that much a second. */
  private static final Duration DRIFT = Duration.ofHours(3);

  private static final Duration CHECKPOINTS_EVERY = Duration.ofMillis(250);

  /** They take seconds, in which the topics compare how far they are more than once. */
  private static final int SOME_CHECKPOINTS = 10;

  private static final Network NETWORK =
      NetworkFile.parse(
          "backfill.yaml",
          """
          network: backfill
          topics:
            requests: {time: event_time, idle: 1h}
            payments: {time: event_time, idle: 1h}
            proofs: {time: event_time, idle: 1s}
          paths:
            - name: request
              key: request_id
              cohort: 10m
              stages:
                - {name: requested, layer: users, topic: requests}
                - {name: paid, layer: payments, topic: payments, within: 10m}
                - {name: verified, layer: verification, topic: proofs, within: 10m, after: requested}
          """);

  private static final SingleObjectEncoder<RequestEvent> ENCODER =
      SingleObjectEncoder.of(RequestEvent.class);

  private final Instant day = Instant.now().minus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
  private final Path folder;

  BackfillIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void topicsInStepKeepABacklogOutOfTheStateAndADeadOneHoldsNobodyUp() throws Exception {
    try (LocalFlink flink = LocalFlink.start(1)) {
      long apart = largestCheckpointBytes(flink, Duration.ZERO);
      long inStep = largestCheckpointBytes(flink, DRIFT);
      assertThat(inStep).isLessThan(apart / 3);
    }
  }

  /** Reads the day to its end, and says how large the state was in between. */
  private long largestCheckpointBytes(LocalFlink flink, Duration maxDrift) throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      String bootstrapServers = broker.bootstrapServers();
      LocalTopics.create(bootstrapServers, NETWORK, 1);
      for (String topic : List.of("requests", "payments", "proofs")) {
        write(bootstrapServers, topic, 0, 10);
      }
      ClusterRest rest = new ClusterRest(flink.webAddress());
      String job = start(flink, bootstrapServers, maxDrift);
      rest.awaitJobRunning(job, LIMIT);
      awaitCheckpoints(rest, job);
      write(bootstrapServers, "payments", 10, REQUESTS);
      awaitCheckpoints(rest, job);
      write(bootstrapServers, "requests", 10, REQUESTS);
      try (PublishedRows rows = new PublishedRows(bootstrapServers)) {
        Instant evening = day.plus(Duration.ofHours(23));
        ConversionRow row =
            rows.await(
                "the evening's payments",
                published ->
                    published.getTo().equals("paid")
                        && published.getStatus() == ConversionStatus.final$
                        && published.getCohortStart().equals(evening),
                LIMIT);
        assertThat(row.getConverted()).isEqualTo(row.getEntrants()).isPositive();
      }
      long largest = largestCheckpointBytes(flink.webAddress(), job);
      rest.cancel(job);
      rest.awaitJobEnd(job, JobStatus.CANCELED, LIMIT);
      return largest;
    }
  }

  private String start(LocalFlink flink, String bootstrapServers, Duration maxDrift)
      throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(1);
    Configuration cluster = new Configuration();
    cluster.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS_EVERY);
    cluster.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    cluster.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    // How far ahead it is, a topic knows with each watermark, and a day as small as this one is
    // read
    // in a fraction of a second.
    cluster.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(5));
    environment.configure(cluster);
    Configuration options = new Configuration();
    options.set(JobOptions.BOOTSTRAP, bootstrapServers);
    options.set(JobOptions.READING, Reading.EARLIEST);
    options.set(JobOptions.RETENTION, Duration.ofMinutes(10));
    options.set(JobOptions.MAX_DRIFT, maxDrift);
    BottleneckJob.wire(environment, NETWORK, options);
    return flink.submit(environment).toString();
  }

  private static void awaitCheckpoints(ClusterRest rest, String job) throws IOException {
    long before = rest.checkpoints(job).completed();
    Patience.await(
        SOME_CHECKPOINTS + " checkpoints",
        LIMIT,
        () ->
            rest.checkpoints(job).completed() < before + SOME_CHECKPOINTS
                ? Optional.empty()
                : Optional.of(true));
  }

  private static long largestCheckpointBytes(URI cluster, String job) throws IOException {
    return new ObjectMapper()
        .readTree(cluster.resolve("/jobs/" + job + "/checkpoints").toURL())
        .path("summary")
        .path("state_size")
        .path("max")
        .asLong();
  }

  /** Writes some of a topic's events of the day; a request is paid a second after it was made. */
  private void write(String bootstrapServers, String topic, int from, int to) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 20),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int number = from; number < to; number++) {
        RequestEvent event =
            RequestEvent.newBuilder()
                .setEventId("e")
                .setEventTime(
                    day.plusMillis(
                        (long) number * (DAY_MILLIS / REQUESTS)
                            + (topic.equals("requests") ? 0 : 1_000)))
                .setType(RequestEventType.requested)
                .setRequestId("request-" + number)
                .setSettlement(SettlementMode.batch)
                .build();
        producer.send(new ProducerRecord<>(topic, ENCODER.encode(event)));
      }
    }
  }
}

package io.chokepoint.bench.ladder.worker;

import io.chokepoint.bench.ladder.oracle.PeerRows;
import io.chokepoint.bench.ladder.peers.FoundRows;
import io.chokepoint.bench.ladder.peers.PathTopic;
import io.chokepoint.bench.ladder.peers.StreamsChain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * The peer on Kafka Streams, which knows no end: a pass is over when all has been read and nothing
 * more was processed for a while, and it is measured up to the last thing that was.
 */
final class StreamsPass implements Pass {
  /** So long a task waits for a topic in which nothing is buffered: in step or not at all. */
  private static final Duration IDLE = Duration.ofSeconds(2);

  /** Longer than tasks wait, one behind the other. */
  private static final Duration QUIET = IDLE.multipliedBy(3);

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final String bootstrapServers;
  private final Path folder;
  private int passes;

  StreamsPass(String bootstrapServers, Path folder) {
    this.bootstrapServers = bootstrapServers;
    this.folder = folder;
  }

  @Override
  public void run() throws Exception {
    FoundRows.reset();
    String id = "ladder-" + ProcessHandle.current().pid() + "-" + ++passes;
    AtomicReference<Throwable> failure = new AtomicReference<>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      long all = events(admin);
      try (KafkaStreams streams = new KafkaStreams(StreamsChain.topology(), settings(id))) {
        streams.setUncaughtExceptionHandler(
            thrown -> {
              failure.set(thrown);
              return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
        streams.start();
        awaitEnd(streams, all, failure);
        streams.close(IDLE);
        streams.cleanUp();
      }
      delete(admin, id);
    }
    PeerRows.write(folder, FoundRows.rows());
  }

  private static void awaitEnd(KafkaStreams streams, long all, AtomicReference<Throwable> failure)
      throws Exception {
    double processed = -1;
    long quietSince = System.nanoTime();
    while (PollMeter.polled() < all || System.nanoTime() - quietSince < QUIET.toNanos()) {
      if (failure.get() != null) {
        throw new IllegalStateException("Kafka Streams has failed", failure.get());
      }
      double now = processed(streams);
      if (now != processed) {
        processed = now;
        quietSince = System.nanoTime();
        PollMeter.mayBeOver();
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
    }
  }

  /** How many records its tasks have processed. */
  private static double processed(KafkaStreams streams) {
    return streams.metrics().entrySet().stream()
        .filter(
            metric ->
                metric.getKey().name().equals("process-total")
                    && metric.getKey().group().equals("stream-thread-metrics"))
        .mapToDouble(metric -> (Double) metric.getValue().metricValue())
        .sum();
  }

  private long events(Admin admin) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest =
        Arrays.stream(PathTopic.values())
            .collect(
                Collectors.toMap(
                    topic -> new TopicPartition(topic.topic(), 0), topic -> OffsetSpec.latest()));
    return admin.listOffsets(latest).all().get().values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  private Properties settings(String id) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, id);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve("streams").toString());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, IDLE.toMillis());
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        PollMeter.class.getName());
    return settings;
  }

  private static void delete(Admin admin, String id)
      throws ExecutionException, InterruptedException {
    List<String> internal =
        admin.listTopics().names().get().stream()
            .filter(topic -> topic.startsWith(id + "-"))
            .toList();
    admin.deleteTopics(internal).all().get();
  }
}

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
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.schemas.ResultTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Savepoints of each version are kept, and go on.
 *
 * <p>In all of them six orders of a shop had been read, and three payments. What was read is only
 * in the savepoint: the sources go on behind it. To keep one of the present version, run this test
 * with {@code -Dchokepoint.savepoint.keep=FOLDER}, a new folder beside the others.
 */
class KeptSavepointIT {
  private static final Path KEPT = Path.of("src/test/resources/savepoints");

  private static final Network SHOP =
      NetworkFile.parse(
          "shop.yaml",
          """
          network: shop
          topics:
            orders: {time: at, format: json}
            payments: {time: at, format: json}
            parcels: {time: at, format: json}
          paths:
            - name: order
              key: id
              cohort: 1h
              value: {field: price, scale: 2}
              segments: [{name: land, at: ordered, field: land}]
              stages:
                - {name: ordered, layer: users, topic: orders}
                - name: paid
                  layer: payments
                  topic: payments
                  within: 2h
                  where: {state: ok}
                  fails: {where: {state: refused}, reason: why}
                - {name: sent, layer: logistics, topic: parcels, within: 1d, group: {member: paid, field: batch}}
          """);

  /** 00:00 to 01:00 of 1 June 2026, UTC, and the hour after it. */
  private static final long HOUR = 1_780_272_000_000L;

  private static final Map<String, List<String>> BEFORE =
      Map.of(
          "orders",
          List.of(
              order("A", 1, "de"),
              order("B", 2, "de"),
              order("C", 3, "fr"),
              order("D", 4, "fr"),
              order("E", 61, "de"),
              order("F", 62, "fr")),
          "payments",
          List.of(paid("A", 10, "x"), refused("C", 11), paid("D", 12, "x")));

  private static final Map<String, List<String>> AFTER =
      Map.of(
          "payments",
          List.of(
              paid("B", 100, "x"), paid("E", 90, "y"), paid("F", 182, "y"), paid("F", 183, "y")),
          "parcels",
          List.of("{\"at\": %d, \"batch\": \"x\"}".formatted(HOUR + 120 * 60_000)));

  /** Six messages that stand where those orders stood. */
  private static final List<String> BEFORE_AGAIN = List.of("{}", "{}", "{}", "{}", "{}", "{}");

  /**
   * Counted by hand. All four orders of the first hour but C are paid within two hours, and sent
   * with batch x. Of the second hour E is paid, and F to the very millisecond; nobody sends batch
   * y.
   */
  private static final Map<String, String> EXPECTED =
      Map.of(
          "paid 0", "3 of 4, 3000 of 4000, refusals {out of money=1}",
          "paid 1", "2 of 2, 2000 of 2000, refusals {}",
          "sent 0", "3 of 4",
          "sent 1", "0 of 2");

  private final Path folder;

  KeptSavepointIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void everyKeptSavepointGoesOnAndSoDoesOneOfThisVersion() throws Exception {
    try (LocalFlink flink = LocalFlink.start(2)) {
      Path present = savepointOfThisVersion(flink);
      assertThat(finalsFrom(flink, present)).isEqualTo(EXPECTED);
      List<Path> kept;
      try (Stream<Path> versions = Files.list(KEPT)) {
        kept = versions.filter(Files::isDirectory).sorted().toList();
      }
      assertThat(kept).isNotEmpty();
      for (Path version : kept) {
        assertThat(finalsFrom(flink, version)).as("%s", version).isEqualTo(EXPECTED);
      }
    }
  }

  private Path savepointOfThisVersion(LocalFlink flink) throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      String servers = broker.bootstrapServers();
      LocalTopics.create(servers, SHOP, 1);
      write(servers, BEFORE);
      JobID job = flink.submit(job(servers, null));
      awaitRead(servers, Map.of("orders", 6L, "payments", 3L));
      Path savepoint =
          new StoppedJob(flink.webAddress())
              .savepoint(job.toHexString(), folder, Clocks.WHERE_THEY_ARE);
      assertThat(flink.await(job).isSuccess()).isTrue();
      String keep = System.getProperty("chokepoint.savepoint.keep");
      if (keep != null) {
        copy(savepoint, Path.of(keep));
      }
      return savepoint;
    }
  }

  private Map<String, String> finalsFrom(LocalFlink flink, Path savepoint) throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      String servers = broker.bootstrapServers();
      LocalTopics.create(servers, SHOP, 1);
      // The offsets in the savepoint count these; that they are not read again shows in the counts
      // of what they say now.
      write(servers, Map.of("orders", BEFORE_AGAIN, "payments", List.of("{}", "{}", "{}")));
      write(servers, AFTER);
      JobID job = flink.submit(job(servers, savepoint));
      awaitRead(servers, Map.of("payments", 7L, "parcels", 1L));
      new StoppedJob(flink.webAddress()).savepoint(job.toHexString(), folder, Clocks.AT_THEIR_END);
      assertThat(flink.await(job).isSuccess()).isTrue();
      assertThat(Committed.values(servers, ResultTopics.REJECTED)).isEmpty();
      return finals(servers);
    }
  }

  private static Map<String, String> finals(String servers) {
    Map<String, ConversionRow> newest = new TreeMap<>();
    for (ConversionRow row : rows(servers)) {
      if (row.getStatus() == ConversionStatus.final$
          && row.getEdge() == ConversionEdge.funnel
          && row.getDimension().equals("total")) {
        long hour = (row.getCohortStart().toEpochMilli() - HOUR) / 3_600_000;
        newest.merge(
            row.getTo() + " " + hour,
            row,
            (old, next) -> next.getVersion() > old.getVersion() ? next : old);
      }
    }
    Map<String, String> finals = new TreeMap<>();
    newest.forEach((key, row) -> finals.put(key, words(row)));
    return finals;
  }

  private static String words(ConversionRow row) {
    String counts = row.getConverted() + " of " + row.getEntrants();
    return row.getTo().equals("sent")
        ? counts
        : counts
            + ", "
            + row.getValueConverted()
            + " of "
            + row.getValueEntered()
            + ", refusals "
            + row.getDropsByReason();
  }

  private static List<ConversionRow> rows(String servers) {
    return new Committed<>(servers, ResultTopics.CONVERSIONS, ConversionRow.class).all();
  }

  /** Waits until a checkpoint is behind so many messages of the topics. */
  private static void awaitRead(String servers, Map<String, Long> messages) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      Await.holds(
          () -> {
            Map<String, Long> read = new TreeMap<>();
            try {
              admin
                  .listConsumerGroupOffsets(JobOptions.GROUP.defaultValue())
                  .partitionsToOffsetAndMetadata()
                  .get()
                  .forEach((partition, offset) -> read.put(partition.topic(), offset.offset()));
            } catch (ExecutionException notYet) {
              throw new AssertionError(notYet);
            }
            assertThat(read).containsAllEntriesOf(messages);
          });
    }
  }

  private static StreamExecutionEnvironment job(String servers, @Nullable Path savepoint) {
    Configuration environmentOptions = new Configuration();
    environmentOptions.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    if (savepoint != null) {
      environmentOptions.set(
          StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toAbsolutePath().toUri().toString());
    }
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(environmentOptions);
    environment.setParallelism(2);
    Configuration options = new Configuration();
    options.set(JobOptions.BOOTSTRAP, servers);
    options.set(JobOptions.READING, savepoint == null ? Reading.EARLIEST : Reading.LATEST);
    options.set(JobOptions.MAX_DRIFT, Duration.ZERO);
    BottleneckJob.wire(environment, SHOP, options);
    return environment;
  }

  private static void write(String servers, Map<String, List<String>> messages) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      messages.forEach(
          (topic, values) ->
              values.forEach(
                  value -> producer.send(new ProducerRecord<>(topic, value.getBytes(UTF_8)))));
    }
  }

  private static String order(String id, int minute, String land) {
    return "{\"at\": %d, \"id\": \"%s\", \"land\": \"%s\", \"price\": \"10.00\"}"
        .formatted(HOUR + minute * 60_000L, id, land);
  }

  private static String paid(String id, int minute, String batch) {
    return "{\"at\": %d, \"id\": \"%s\", \"state\": \"ok\", \"batch\": \"%s\"}"
        .formatted(HOUR + minute * 60_000L, id, batch);
  }

  private static String refused(String id, int minute) {
    return "{\"at\": %d, \"id\": \"%s\", \"state\": \"refused\", \"why\": \"out of money\"}"
        .formatted(HOUR + minute * 60_000L, id);
  }

  private static void copy(Path from, Path to) throws Exception {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}

package io.chokepoint.cli.cluster;

import io.chokepoint.cli.local.LocalBroker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.Kafka;
import org.apache.kafka.clients.admin.Admin;

/** A broker as a process of its own, with the settings of {@link LocalBroker}. */
final class BrokerProcess {

  /** A broker for development; more is the page cache's. */
  private static final String HEAP = "-Xmx384m";

  private BrokerProcess() {}

  /**
   * Starts it.
   *
   * @param folder of its data and settings; what is there from before is kept
   */
  static void start(LongLived process, Path folder, Path logConfig, int port, int controllerPort)
      throws IOException {
    Path settings = folder.resolve("server.properties");
    if (!Files.exists(settings)) {
      Files.createDirectories(folder);
      LocalBroker.prepare(folder, port, controllerPort);
    }
    process.start(
        Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
            .map(Path::of)
            .toList(),
        List.of(
            HEAP, "-Dlog.file=" + process.log(), "-Dlog4j.configurationFile=" + logConfig.toUri()),
        List.of(Kafka.class.getName(), settings.toString()),
        Map.of());
  }

  /** Returns when it serves clients. */
  static void awaitReady(String bootstrapServers, LongLived process, Duration limit)
      throws IOException {
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "request.timeout.ms", 2_000,
            "default.api.timeout.ms", 2_000);
    try (Admin admin = Admin.create(client)) {
      Patience.await(
          "the broker at " + bootstrapServers,
          limit,
          () -> {
            process.requireAlive();
            try {
              admin.describeCluster().nodes().get(2, TimeUnit.SECONDS);
              return Optional.of(true);
            } catch (ExecutionException | TimeoutException notYet) {
              return Optional.empty();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              throw new ClusterException("interrupted while waiting for the broker", e);
            }
          });
    }
  }
}

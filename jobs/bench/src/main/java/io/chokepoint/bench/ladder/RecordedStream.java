package io.chokepoint.bench.ladder;

import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.datagen.Simulation;
import io.chokepoint.datagen.SimulationOptions;
import io.chokepoint.datagen.sink.KafkaEventSink;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A simulated stream in a broker, which all contenders read.
 *
 * @param events how many there are
 * @param byTopic how many of each topic
 * @param fromMillis event time of the first
 * @param toMillis event time of the last
 */
public record RecordedStream(
    long events, Map<String, Long> byTopic, long fromMillis, long toMillis) {

  /** In the past on every clock, so that nothing is refused as of the future. */
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Longer than any stream that is cut off by its number of events. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private static final int TELL_EVERY = 100_000;

  /**
   * Simulates and writes; the stream is cut off behind so many events, wherever that is.
   *
   * @param network whose topics the broker has
   * @param progress is told now and then how many events are written
   * @throws IOException if the broker does not take them
   */
  static RecordedStream write(
      Network network, LadderOptions options, String bootstrapServers, LongConsumer progress)
      throws IOException {
    keepForEver(network, bootstrapServers);
    Simulation simulation =
        new Simulation(
            network,
            new SimulationOptions(
                options.seed(), START.toEpochMilli(), LONGEST, options.requestsPerMinute(), null));
    Map<String, Long> byTopic = new TreeMap<>();
    long written = 0;
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    try (KafkaEventSink sink = new KafkaEventSink(bootstrapServers)) {
      while (written < options.events() && simulation.hasNext()) {
        SimulatedEvent event = simulation.next();
        sink.write(event);
        byTopic.merge(event.topic(), 1L, Long::sum);
        from = Math.min(from, event.eventTimeMillis());
        to = Math.max(to, event.eventTimeMillis());
        written++;
        if (written % TELL_EVERY == 0) {
          progress.accept(written);
        }
      }
    }
    return new RecordedStream(written, byTopic, from, to);
  }

  /** A broker deletes by the time in the records, and theirs is long ago. */
  private static void keepForEver(Network network, String bootstrapServers) throws IOException {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (Topic topic : network.topics()) {
      changes.put(
          new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
          List.of(
              new AlterConfigOp(
                  new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, "-1"),
                  AlterConfigOp.OpType.SET)));
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.incrementalAlterConfigs(changes).all().get();
    } catch (ExecutionException e) {
      throw new IOException("the broker does not keep the stream: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while preparing the topics", e);
    }
  }

  /** How many events a contender has to read. */
  long eventsFor(Contender contender, Network network) {
    return contender.of(network).topics().stream()
        .mapToLong(topic -> byTopic.getOrDefault(topic.name(), 0L))
        .sum();
  }
}

package io.chokepoint.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.BottleneckJob;
import io.chokepoint.bottleneck.BottleneckRun;
import io.chokepoint.bottleneck.JobOptions;
import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.io.KafkaEnds.Reading;
import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.cli.local.LocalFlink;
import io.chokepoint.cli.local.LocalTopics;
import io.chokepoint.datagen.EventSink;
import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.datagen.Simulation;
import io.chokepoint.datagen.SimulationOptions;
import io.chokepoint.datagen.sink.AvroFileEventSink;
import io.chokepoint.datagen.sink.KafkaEventSink;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.domain.network.Topic;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payments are silent for an hour of event time while the other topics of the network go on. */
class HeldBackTopicIT {
  private static final String HELD = "payments.settlements";
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration SIMULATED = Duration.ofMinutes(150);
  private static final Duration SILENT_AFTER = Duration.ofMinutes(30);
  private static final Duration CATCHES_UP_AFTER = Duration.ofMinutes(95);

  /** One, so that what the clock of the topic must show is what was written. */
  private static final int PARTITIONS = 1;

  /** One more than there are partitions: a subtask that never has anything to read. */
  private static final int PARALLELISM = 2;

  private final Instant start = Instant.now().minus(Duration.ofHours(5));
  private final Instant silent = start.plus(SILENT_AFTER);
  private final Path folder;
  private final Network network;
  private final List<SimulatedEvent> events = new ArrayList<>();

  HeldBackTopicIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    String text = Files.readString(Repository.file("networks/inference.yaml"));
    network = NetworkFile.parse("short-idle.yaml", text.replaceAll("idle: \\w+", "idle: 1s"));
    new Simulation(network, new SimulationOptions(7, start.toEpochMilli(), SIMULATED, 12, null))
        .forEachRemaining(events::add);
    events.removeIf(event -> !isBefore(event, start.plus(SIMULATED)));
  }

  @Test
  void aSilentTopicDropsNobodyAndWhenItCatchesUpAllIsAsIfItHadNeverBeenLate() throws Exception {
    Map<List<Object>, ConversionRow> expected = expected();
    assertThat(expected.values()).filteredOn(this::isOfTheSilence).hasSizeGreaterThan(40);
    try (LocalBroker broker = LocalBroker.start();
        LocalFlink flink = LocalFlink.start(PARALLELISM)) {
      LocalTopics.create(broker.bootstrapServers(), network, PARTITIONS);
      flink.submit(job(broker));
      Instant catchesUp = start.plus(CATCHES_UP_AFTER);
      Predicate<SimulatedEvent> first =
          event -> isBefore(event, event.topic().equals(HELD) ? silent : catchesUp);
      write(broker, first);
      try (PublishedRows rows = new PublishedRows(broker.bootstrapServers())) {
        Patience.await(
            "the other topics to go on for an hour",
            LIMIT,
            () -> {
              List<ConversionRow> now = rows.poll();
              now.forEach(this::requireNotJudgedTooEarly);
              return now.stream().filter(this::isAnHourFurther).findAny();
            });
        write(broker, first.negate());
        Map<List<Object>, ConversionRow> last = new HashMap<>();
        try (PublishedRows all = new PublishedRows(broker.bootstrapServers())) {
          Patience.await(
              "the finals of a run over the same events",
              LIMIT,
              () -> {
                all.poll().forEach(row -> last.put(key(row), comparable(row)));
                return Optional.of(last).filter(l -> l.entrySet().containsAll(expected.entrySet()));
              });
        }
      }
    }
  }

  private StreamExecutionEnvironment job(LocalBroker broker) {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(PARALLELISM);
    Configuration options = new Configuration();
    options.set(JobOptions.BOOTSTRAP, broker.bootstrapServers());
    options.set(JobOptions.READING, Reading.EARLIEST);
    options.set(JobOptions.RETENTION, Duration.ofHours(4));
    options.set(JobOptions.EXACT_LAGS, true);
    BottleneckJob.wire(environment, network, options);
    return environment;
  }

  /** The finals of requests that a run over files gives, as far as all clocks come. */
  private Map<List<Object>, ConversionRow> expected() throws Exception {
    try (EventSink files = new AvroFileEventSink(folder)) {
      for (SimulatedEvent event : events) {
        files.write(event);
      }
    }
    List<Path> inputs;
    try (Stream<Path> written = Files.list(folder)) {
      inputs = written.filter(file -> file.toString().endsWith(AvroFileEventSink.SUFFIX)).toList();
    }
    Map<List<Object>, ConversionRow> rows = new HashMap<>();
    long clock = leastClock();
    for (ConversionRow row :
        BottleneckRun.over(
                network,
                PipelineOptions.defaultsFor(network),
                inputs,
                1,
                BottleneckRun.Progress.untold())
            .rows()) {
      if (row.getPath().equals("request") && row.getClock().toEpochMilli() <= clock) {
        rows.put(key(row), comparable(row));
      }
    }
    return rows;
  }

  /** What the slowest clock shows when all is read. */
  private long leastClock() {
    Map<String, Long> last = new HashMap<>();
    events.forEach(event -> last.merge(event.topic(), event.eventTimeMillis(), Math::max));
    return network.topics().stream()
        .mapToLong(
            (Topic t) -> last.getOrDefault(t.name(), Long.MAX_VALUE) - t.latenessMillis() - 1)
        .min()
        .orElseThrow();
  }

  private void write(LocalBroker broker, Predicate<SimulatedEvent> which) throws IOException {
    try (EventSink topics = new KafkaEventSink(broker.bootstrapServers())) {
      for (SimulatedEvent event : events) {
        if (which.test(event)) {
          topics.write(event);
        }
      }
    }
  }

  private static boolean isBefore(SimulatedEvent event, Instant time) {
    return event.eventTimeMillis() < time.toEpochMilli();
  }

  /** Whether payments are the end of the row's edge, or on the way to it. */
  private static boolean needsPayments(ConversionRow row) {
    boolean isFunnel = row.getFrom().equals("requested");
    return row.getTo().equals("paid") || (row.getTo().equals("rewarded") && isFunnel);
  }

  private void requireNotJudgedTooEarly(ConversionRow row) {
    List<Long> bins = row.getBinUpperMillis();
    Instant possibleUntil = row.getCohortEnd().plusMillis(bins.get(bins.size() - 1));
    if (needsPayments(row) && possibleUntil.isAfter(silent)) {
      assertThat(row.getStatus()).as("%s", row).isEqualTo(ConversionStatus.provisional);
      assertThat(row.getDropped()).as("%s", row).isZero();
    }
  }

  private boolean isAnHourFurther(ConversionRow row) {
    return row.getStatus() == ConversionStatus.final$
        && Set.of("admitted", "routed").contains(row.getTo())
        && !row.getCohortStart().isBefore(silent.plus(Duration.ofHours(1)));
  }

  private boolean isOfTheSilence(ConversionRow row) {
    return row.getTo().equals("paid")
        && row.getConverted() > 0
        && row.getCohortStart().isAfter(silent)
        && row.getCohortStart().isBefore(start.plus(CATCHES_UP_AFTER));
  }

  private static List<Object> key(ConversionRow row) {
    return List.of(
        row.getPath(),
        row.getEdge(),
        row.getFrom(),
        row.getTo(),
        row.getDimension(),
        row.getSegment(),
        row.getCohortStart());
  }

  /** Without what a correction changes beside the counts. */
  private static ConversionRow comparable(ConversionRow row) {
    return ConversionRow.newBuilder(row).setVersion(0).setClock(null).build();
  }
}

package io.chokepoint.cli;

import io.chokepoint.bottleneck.BottleneckJob;
import io.chokepoint.bottleneck.JobOptions;
import io.chokepoint.bottleneck.io.KafkaEnds.Reading;
import io.chokepoint.cli.local.LocalFlink;
import io.chokepoint.domain.network.Network;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.SingleObjectEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The job between the topics of a broker, and the finals that it publishes. */
public final class JobFinals {

  private static final int SLOTS_OF_A_RUN = 4_096;
  private static final int SHOWN = 5;

  private JobFinals() {}

  /** Starts the job over what is there and what comes. */
  static JobID start(LocalFlink flink, Network network, String bootstrap) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(2);
    Configuration configuration = new Configuration();
    configuration.set(JobOptions.BOOTSTRAP, bootstrap);
    configuration.set(JobOptions.READING, Reading.EARLIEST);
    // As a run over files: exact lags, and of each stage so many times that none is forgotten.
    configuration.set(JobOptions.SLOT_CAPACITY, SLOTS_OF_A_RUN);
    configuration.set(JobOptions.EXACT_LAGS, true);
    BottleneckJob.wire(environment, network, configuration);
    return flink.submit(environment);
  }

  /** The finals on the topic, the newest version of each, as bytes by key. */
  static Map<String, String> published(String bootstrap) throws Exception {
    Map<String, ConversionRow> newest = new TreeMap<>();
    SingleObjectDecoder<ConversionRow> decoder = SingleObjectDecoder.of(ConversionRow.class);
    TopicPartition partition = new TopicPartition(ResultTopics.CONVERSIONS, 0);
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          ConversionRow row = decoder.decode(record.value());
          if (row.getStatus() == ConversionStatus.final$) {
            newest.merge(
                keyOf(row), row, (old, next) -> next.getVersion() > old.getVersion() ? next : old);
          }
        }
      }
    }
    return bytes(newest.values());
  }

  /**
   * Rows as bytes by key. The version is left out: it counts how often a row was published before,
   * provisionally, and that depends on the speed.
   */
  static Map<String, String> bytes(Iterable<ConversionRow> rows) {
    Map<String, String> bytes = new TreeMap<>();
    SingleObjectEncoder<ConversionRow> encoder = SingleObjectEncoder.of(ConversionRow.class);
    for (ConversionRow row : rows) {
      ConversionRow unversioned = ConversionRow.newBuilder(row).setVersion(1).build();
      bytes.put(keyOf(row), HexFormat.of().formatHex(encoder.encode(unversioned)));
    }
    return bytes;
  }

  /** The first keys whose bytes differ, with both. */
  static List<String> differences(Map<String, String> some, Map<String, String> others) {
    List<String> differences = new ArrayList<>();
    Set<String> keys = new TreeSet<>(some.keySet());
    keys.addAll(others.keySet());
    for (String key : keys) {
      if (differences.size() < SHOWN && !Objects.equals(some.get(key), others.get(key))) {
        differences.add(key + ": " + some.get(key) + " and " + others.get(key));
      }
    }
    return differences;
  }

  /** What a row is of, whichever its version. */
  public static String keyOf(ConversionRow row) {
    return String.join(
        "|",
        row.getPath(),
        row.getEdge().name(),
        row.getFrom(),
        row.getTo(),
        row.getDimension(),
        row.getSegment(),
        row.getCohortStart().toString());
  }
}

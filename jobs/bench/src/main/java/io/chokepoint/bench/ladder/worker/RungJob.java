package io.chokepoint.bench.ladder.worker;

import io.chokepoint.bench.ladder.Contender;
import io.chokepoint.bottleneck.BottleneckJob;
import io.chokepoint.bottleneck.BottleneckPipeline;
import io.chokepoint.bottleneck.BottleneckPipeline.Journeys;
import io.chokepoint.bottleneck.BottleneckPipeline.Routed;
import io.chokepoint.bottleneck.JobOptions;
import io.chokepoint.bottleneck.PipelineDefaults;
import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.io.KafkaEnds;
import io.chokepoint.bottleneck.io.KafkaEnds.Reading;
import io.chokepoint.bottleneck.operator.EvaluateJourneys;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.StreamKey;
import io.chokepoint.bottleneck.record.StreamKeySerializer;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The job, cut off behind one of its parts; what comes out there is discarded. */
final class RungJob implements Pass {
  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);

  private final Contender rung;
  private final Network network;
  private final Map<String, String> client;
  private final Configuration config;
  private final LocalJobs jobs;
  private int passes;

  /**
   * Prepares a rung.
   *
   * @param folder for the settings of Kafka's clients
   */
  RungJob(Contender rung, Network network, String bootstrapServers, Path folder, LocalJobs jobs)
      throws IOException {
    this.rung = rung;
    this.network = network;
    this.jobs = jobs;
    client =
        Map.of(
            "bootstrap.servers", bootstrapServers, PollMeter.PROPERTY, PollMeter.class.getName());
    Path properties =
        Files.writeString(
            folder.resolve("clients.properties"),
            PollMeter.PROPERTY + "=" + PollMeter.class.getName() + "\n");
    config = new Configuration();
    config.set(JobOptions.BOOTSTRAP, bootstrapServers);
    config.set(JobOptions.KAFKA_PROPERTIES, properties.toString());
    config.set(JobOptions.READING, Reading.BOUNDED);
    // The connector pauses a partition that it has read to its end, and the job would not end.
    config.set(JobOptions.MAX_DRIFT, Duration.ZERO);
    config.set(JobOptions.DELIVERY, DeliveryGuarantee.EXACTLY_ONCE);
  }

  @Override
  public void run() throws Exception {
    passes++;
    StreamExecutionEnvironment env =
        rung == Contender.R5 ? jobs.environment(CHECKPOINTS) : jobs.environment();
    PipelineDefaults.apply(env);
    PipelineOptions options = JobOptions.pipeline(config, network);
    switch (rung) {
      case BYTES -> bytes(env);
      case R1 -> decoded(env, options);
      case R2 -> keyed(env, options);
      case R3 -> journeys(env, options);
      case R4, REQUEST ->
          BottleneckPipeline.build(network, options, sources(env, options))
              .byTopic()
              .forEach((topic, results) -> discard(results, topic));
      case R5 -> {
        // Each pass has its transactions for itself: nothing of the one before is aborted.
        config.set(
            JobOptions.TRANSACTIONAL_ID_PREFIX,
            "ladder-" + ProcessHandle.current().pid() + "-" + passes);
        BottleneckJob.wire(env, network, config);
      }
      default -> throw new IllegalArgumentException(rung + " is no rung on Flink");
    }
    jobs.run(env);
  }

  private void bytes(StreamExecutionEnvironment env) {
    for (Topic topic : network.topics()) {
      KafkaSource<byte[]> source =
          KafkaSource.<byte[]>builder()
              .setBootstrapServers(client.get("bootstrap.servers"))
              .setProperty(PollMeter.PROPERTY, PollMeter.class.getName())
              .setProperty("isolation.level", "read_committed")
              .setTopics(topic.name())
              .setGroupId("ladder")
              .setStartingOffsets(OffsetsInitializer.earliest())
              .setBounded(OffsetsInitializer.latest())
              .setDeserializer(new Values())
              .build();
      discard(
          env.fromSource(source, WatermarkStrategy.noWatermarks(), topic.name())
              .uid("source-" + topic.name()),
          topic.name());
    }
  }

  private void decoded(StreamExecutionEnvironment env, PipelineOptions options) {
    for (int t = 0; t < network.topics().size(); t++) {
      String topic = network.topics().get(t).name();
      discard(
          env.fromSource(
                  KafkaEnds.source(
                      network,
                      t,
                      client,
                      "ladder",
                      Reading.BOUNDED,
                      options.maxAheadMillis(),
                      null),
                  WatermarkStrategy.noWatermarks(),
                  topic)
              .uid("source-" + topic),
          topic);
    }
  }

  private void keyed(StreamExecutionEnvironment env, PipelineOptions options) {
    Routed routed = BottleneckPipeline.route(network, options, sources(env, options));
    discard(routed.events().keyBy(StreamKey::ofJourney, StreamKeySerializer.TYPE), "journeys");
    discard(
        routed.ofGroups().keyBy(event -> StreamKey.ofGroup(event), StreamKeySerializer.TYPE),
        "groups");
  }

  private void journeys(StreamExecutionEnvironment env, PipelineOptions options) {
    Journeys evaluated =
        BottleneckPipeline.journeys(
            network, options, BottleneckPipeline.route(network, options, sources(env, options)));
    discard(evaluated.tallies(), "tallies");
    discard(evaluated.tallies().getSideOutput(EvaluateJourneys.DROPPED), "dropped");
    discard(evaluated.late(), "late");
  }

  private Map<String, DataStream<SourceRecord>> sources(
      StreamExecutionEnvironment env, PipelineOptions options) {
    return BottleneckJob.sources(env, network, config, options);
  }

  private static <T> void discard(DataStream<T> stream, String what) {
    stream.sinkTo(new DiscardingSink<>()).name("discard " + what).uid("discard-" + what);
  }

  @Override
  public void close() throws Exception {
    jobs.close();
  }

  /** The value of each record, as it came. */
  private static final class Values implements KafkaRecordDeserializationSchema<byte[]> {
    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<byte[]> out) {
      out.collect(record.value());
    }

    @Override
    public TypeInformation<byte[]> getProducedType() {
      return PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    }
  }

  /** The rungs that it knows. */
  static boolean knows(Contender contender) {
    return List.of(
            Contender.BYTES,
            Contender.R1,
            Contender.R2,
            Contender.R3,
            Contender.R4,
            Contender.R5,
            Contender.REQUEST)
        .contains(contender);
  }
}

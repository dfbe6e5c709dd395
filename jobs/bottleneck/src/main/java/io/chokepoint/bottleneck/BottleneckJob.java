package io.chokepoint.bottleneck;

import io.chokepoint.bottleneck.io.EventTimeWatermarks;
import io.chokepoint.bottleneck.io.KafkaEnds;
import io.chokepoint.bottleneck.io.TaskRegistry;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.domain.network.Topic;
import io.chokepoint.schemas.registry.RegistryAccess;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job: {@code flink run chokepoint-bottleneck-VERSION-job.jar --network FILE --bootstrap
 * HOST:PORT …}.
 */
public final class BottleneckJob {
  private BottleneckJob() {}

  /** Reads the options, wires the job and submits it to the environment it is run in. */
  public static void main(String[] args) throws Exception {
    Configuration config = JobArguments.parse(args);
    Network network = NetworkFile.load(Path.of(config.get(JobOptions.NETWORK)));
    BrokerCheck.require(JobOptions.client(config), network);
    RegistryAccess registry = JobOptions.registry(config, network);
    if (registry != null) {
      TaskRegistry.client(registry).requireAnswer();
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    wire(env, network, config);
    env.execute("chokepoint " + network.name());
  }

  /** Wires the job from Kafka to Kafka. */
  public static void wire(StreamExecutionEnvironment env, Network network, Configuration config) {
    PipelineDefaults.apply(env);
    PipelineOptions options = JobOptions.pipeline(config, network);
    Map<String, String> client = JobOptions.client(config);
    RegistryAccess registry = JobOptions.registry(config, network);
    ResultFormats formats = JobOptions.resultFormats(config);
    options.baselines().remarks().forEach(remark -> System.err.println("chokepoint: " + remark));
    Map<String, DataStream<SourceRecord>> sources = sources(env, network, config, options);
    BottleneckPipeline.build(network, options, sources)
        .byTopic()
        .forEach(
            (topic, results) ->
                results
                    .sinkTo(
                        KafkaEnds.sink(
                            topic,
                            client,
                            config.get(JobOptions.DELIVERY),
                            config.get(JobOptions.TRANSACTIONAL_ID_PREFIX),
                            config.get(JobOptions.TRANSACTION_TIMEOUT),
                            formats.of(topic),
                            registry))
                    .name("write " + topic)
                    .uid(OperatorUids.sink(topic)));
  }

  /** The first part of {@link #wire}: the events of each topic, read from Kafka. */
  public static Map<String, DataStream<SourceRecord>> sources(
      StreamExecutionEnvironment env,
      Network network,
      Configuration config,
      PipelineOptions options) {
    Map<String, DataStream<SourceRecord>> sources = new LinkedHashMap<>();
    for (int t = 0; t < network.topics().size(); t++) {
      Topic topic = network.topics().get(t);
      sources.put(
          topic.name(),
          env.fromSource(
                  KafkaEnds.source(
                      network,
                      t,
                      JobOptions.client(config),
                      config.get(JobOptions.GROUP),
                      config.get(JobOptions.READING),
                      options.maxAheadMillis(),
                      JobOptions.registry(config, network)),
                  EventTimeWatermarks.inStep(
                      network,
                      topic,
                      config.get(JobOptions.READING),
                      config.get(JobOptions.MAX_DRIFT).toMillis()),
                  "read " + topic.name())
              .uid(OperatorUids.source(topic.name())));
    }
    return sources;
  }
}

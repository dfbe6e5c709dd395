package io.chokepoint.notifier;

import io.chokepoint.domain.alert.AlertFile;
import io.chokepoint.domain.alert.AlertPlan;
import io.chokepoint.domain.broker.ClientProperties;
import io.chokepoint.domain.broker.ClientTimeouts;
import io.chokepoint.notifier.io.KafkaEnds;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job: {@code flink run chokepoint-notifier-VERSION-job.jar --alerts FILE --bootstrap HOST:PORT
 * …}.
 */
public final class NotifierJob {
  private NotifierJob() {}

  /** Reads the options, wires the job and submits it to the environment it is run in. */
  public static void main(String[] args) throws Exception {
    Configuration config = NotifierOptions.parse(args);
    AlertPlan plan = AlertFile.load(Path.of(config.get(NotifierOptions.ALERTS)), null);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    wire(env, plan, config);
    env.execute("chokepoint notifier");
  }

  /** Wires the job from Kafka to the receivers. */
  public static void wire(StreamExecutionEnvironment env, AlertPlan plan, Configuration config) {
    Map<String, String> client = new HashMap<>();
    config
        .getOptional(NotifierOptions.KAFKA_PROPERTIES)
        .ifPresent(file -> client.putAll(ClientProperties.load(Path.of(file))));
    client.put("bootstrap.servers", config.get(NotifierOptions.BOOTSTRAP));
    ClientTimeouts.addTo(client);
    NotifierPipeline.applyDefaults(env);
    NotifierPipeline.build(
        plan,
        env.fromSource(
                new KafkaEnds(client).source(config.get(NotifierOptions.GROUP), false),
                WatermarkStrategy.noWatermarks(),
                "read alerts")
            .uid(NotifierUids.SOURCE),
        client,
        config.get(NotifierOptions.TRANSACTIONAL_ID_PREFIX));
  }
}

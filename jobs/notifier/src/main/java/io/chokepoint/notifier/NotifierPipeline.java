package io.chokepoint.notifier;

import io.chokepoint.domain.alert.AlertPlan;
import io.chokepoint.domain.alert.Receiver;
import io.chokepoint.notifier.http.HttpSink;
import io.chokepoint.notifier.io.KafkaEnds;
import io.chokepoint.notifier.io.LogSink;
import io.chokepoint.notifier.io.UndeliveredTopic;
import io.chokepoint.notifier.operator.FollowEpisodes;
import io.chokepoint.notifier.record.Delivery;
import io.chokepoint.notifier.record.EpisodeRecord;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The way of an episode to its receivers.
 *
 * <pre>
 * source-alerts ─ readable-alerts ─ keyBy episode ─ followed-episodes ─ share-NAME ─ receiver-NAME (each)
 *       └─ unreadable-records ─ sink-unreadable-records
 * </pre>
 */
public final class NotifierPipeline {

  /** As the bottleneck job; alerts are few, so it never matters. */
  private static final int MAX_PARALLELISM = 720;

  private NotifierPipeline() {}

  /** Applies settings that belong to the job's code, not to a deployment. */
  static void applyDefaults(StreamExecutionEnvironment env) {
    Configuration config = new Configuration();
    config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    config.set(PipelineOptions.GENERIC_TYPES, false);
    config.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    config.set(PipelineOptions.OBJECT_REUSE, true);
    env.configure(config);
  }

  /**
   * Builds it behind a source.
   *
   * @param client bootstrap servers and whatever else a Kafka client needs
   * @param transactionalIdPrefix of the receivers that are topics
   */
  public static void build(
      AlertPlan plan,
      DataStream<EpisodeRecord> records,
      Map<String, String> client,
      String transactionalIdPrefix) {
    KafkaEnds kafka = new KafkaEnds(client);
    records
        .filter(record -> !record.isReadable())
        .name("unreadable records")
        .uid(NotifierUids.UNREADABLE)
        .sinkTo(kafka.unreadable())
        .name("write chokepoint.undelivered")
        .uid(NotifierUids.UNREADABLE_SINK);

    SingleOutputStreamOperator<Delivery> deliveries =
        records
            .filter(EpisodeRecord::isReadable)
            .name("alerts")
            .uid(NotifierUids.READABLE)
            .keyBy(EpisodeRecord::episodeId)
            .process(new FollowEpisodes(plan))
            .name("follow episodes")
            .uid(NotifierUids.EPISODES);

    HashMap<String, String> ofUndelivered = new HashMap<>(client);
    for (Receiver receiver : plan.receivers()) {
      String name = receiver.name();
      Sink<Delivery> sink =
          switch (receiver.kind()) {
            case ALERTMANAGER, WEBHOOK ->
                new HttpSink(receiver, plan.link(), () -> new UndeliveredTopic(ofUndelivered));
            case KAFKA ->
                kafka.topic(receiver.target().written(), transactionalIdPrefix + "-" + name);
            case LOG -> new LogSink();
          };
      deliveries
          .filter(delivery -> delivery.receiver().equals(name))
          .name("share of " + name)
          .uid(NotifierUids.share(name))
          // Versions of an episode have one order, and so has what is told of them.
          .setParallelism(1)
          .sinkTo(sink)
          .name("tell " + name)
          .uid(NotifierUids.receiver(name))
          .setParallelism(1);
    }
  }
}

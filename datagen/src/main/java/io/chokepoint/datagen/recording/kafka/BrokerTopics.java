package io.chokepoint.datagen.recording.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** The topics of a Kafka cluster. */
final class BrokerTopics {
  /** A broker that is there answers within a second; a person who mistyped waits no longer. */
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);

  private final String servers;
  private final String cluster;
  private final Map<String, Integer> partitions = new TreeMap<>();

  private BrokerTopics(String servers, String cluster) {
    this.servers = servers;
    this.cluster = cluster;
  }

  /**
   * Looks topics up.
   *
   * @throws KafkaTrouble if no broker answers or topics are missing
   */
  static BrokerTopics of(String servers, Collection<String> topics) throws IOException {
    return with(
        servers,
        admin -> {
          long seconds = ANSWERS_WITHIN.toSeconds();
          TreeSet<String> missing = new TreeSet<>(topics);
          missing.removeAll(admin.listTopics().names().get(seconds, TimeUnit.SECONDS));
          if (!missing.isEmpty()) {
            throw new KafkaTrouble(
                "The Kafka cluster at %s lacks the topics %s. Create them first."
                    .formatted(servers, String.join(", ", missing)),
                null);
          }
          BrokerTopics found =
              new BrokerTopics(
                  servers, admin.describeCluster().clusterId().get(seconds, TimeUnit.SECONDS));
          admin
              .describeTopics(topics)
              .allTopicNames()
              .get(seconds, TimeUnit.SECONDS)
              .forEach((name, topic) -> found.partitions.put(name, topic.partitions().size()));
          return found;
        });
  }

  /** The cluster's id. */
  String cluster() {
    return cluster;
  }

  /**
   * Which of these topics delete messages that are older than so much, by the messages' own
   * timestamps.
   */
  List<String> deletingAfter(long ageMillis) throws IOException {
    return with(
        servers,
        admin -> {
          List<ConfigResource> asked =
              partitions.keySet().stream()
                  .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                  .toList();
          Map<ConfigResource, Config> configs =
              admin.describeConfigs(asked).all().get(ANSWERS_WITHIN.toSeconds(), TimeUnit.SECONDS);
          return asked.stream()
              .filter(topic -> deletes(configs.get(topic), ageMillis))
              .map(ConfigResource::name)
              .toList();
        });
  }

  private static boolean deletes(@Nullable Config config, long ageMillis) {
    if (config == null) {
      return false;
    }
    long keptMillis = Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
    return config
            .get(TopicConfig.CLEANUP_POLICY_CONFIG)
            .value()
            .contains(TopicConfig.CLEANUP_POLICY_DELETE)
        && config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value().equals("CreateTime")
        && keptMillis >= 0
        && keptMillis < ageMillis;
  }

  /** How many partitions a topic has. */
  int partitionsOf(String topic) {
    return partitions.getOrDefault(topic, 0);
  }

  /**
   * Creates a topic of one partition that keeps the newest record of each key, where it is missing.
   */
  void createCompacted(String topic) throws IOException {
    NewTopic wanted =
        new NewTopic(topic, Optional.of(1), Optional.empty())
            .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    with(
        servers,
        admin -> {
          long seconds = ANSWERS_WITHIN.toSeconds();
          if (admin.listTopics().names().get(seconds, TimeUnit.SECONDS).contains(topic)) {
            // Asked first: who may not create topics may write to one that is there.
            return topic;
          }
          try {
            admin.createTopics(List.of(wanted)).all().get(seconds, TimeUnit.SECONDS);
            return topic;
          } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
              return topic;
            }
            throw new KafkaTrouble(
                "The topic %s, which keeps how far replays are, cannot be created at %s (%s). Create it with one partition and cleanup.policy=compact."
                    .formatted(topic, servers, KafkaTrouble.inWords(e)),
                e);
          }
        });
  }

  private interface Asking<T> {
    T ask(Admin admin)
        throws ExecutionException, TimeoutException, InterruptedException, IOException;
  }

  private static <T> T with(String servers, Asking<T> asking) throws IOException {
    Properties settings = new Properties();
    int limitMillis = Math.toIntExact(ANSWERS_WITHIN.toMillis());
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, limitMillis);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limitMillis);
    Admin admin;
    try {
      admin = Admin.create(settings);
    } catch (KafkaException e) {
      throw new KafkaTrouble(
          "Kafka cannot be used at %s: %s.".formatted(servers, KafkaTrouble.inWords(e)), e);
    }
    try {
      return asking.ask(admin);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaTrouble(
          "No Kafka broker answers at %s (%s). Start one there, or name the address of one that runs."
              .formatted(servers, KafkaTrouble.inWords(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaTrouble("Interrupted while asking Kafka at " + servers + ".", e);
    } finally {
      admin.close(Duration.ZERO);
    }
  }
}

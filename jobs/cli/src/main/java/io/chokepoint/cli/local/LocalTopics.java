package io.chokepoint.cli.local;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import io.chokepoint.schemas.ResultTopics;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of a network and of its results, on a broker that has none of them. */
public final class LocalTopics {

  private LocalTopics() {}

  /**
   * Creates them.
   *
   * @param bootstrapServers the broker
   * @param network the network whose topics are created, beside those of the results
   * @param partitions of each topic of the network; results have one, so that a reader sees them in
   *     the order in which they were published
   */
  public static void create(String bootstrapServers, Network network, int partitions)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(wanted(network, partitions).toList()).all().get();
    }
  }

  /** Creates those that a broker does not have. */
  public static void createMissing(String bootstrapServers, Network network, int partitions)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Set<String> there = admin.listTopics().names().get();
      admin
          .createTopics(
              wanted(network, partitions).filter(topic -> !there.contains(topic.name())).toList())
          .all()
          .get();
    }
  }

  private static Stream<NewTopic> wanted(Network network, int partitions) {
    short copies = 1;
    return Stream.concat(
        network.topics().stream()
            .map(Topic::name)
            .map(name -> new NewTopic(name, partitions, copies)),
        ResultTopics.topics().stream().map(name -> new NewTopic(name, 1, copies)));
  }
}

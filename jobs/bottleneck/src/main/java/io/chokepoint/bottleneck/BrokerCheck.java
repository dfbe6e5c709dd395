package io.chokepoint.bottleneck;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * Asks the brokers before a job is submitted, so that a wrong address is one sentence and not a
 * restarting job.
 */
public final class BrokerCheck {
  /** Enough for a broker that is busy, little for a person who mistyped a port. */
  private static final int TIMEOUT_SECONDS = 10;

  private BrokerCheck() {}

  /**
   * Asks for the network's topics.
   *
   * @param client bootstrap servers and whatever else a client needs
   * @throws IllegalStateException where no broker answers or topics are missing; the message says
   *     which
   */
  public static void require(Map<String, String> client, Network network)
      throws InterruptedException {
    Map<String, Object> config = new HashMap<>(client);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_SECONDS * 1_000);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_SECONDS * 500);
    String bootstrapServers = client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    Set<String> there;
    try (Admin admin = Admin.create(config)) {
      there = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException unreachable) {
      throw new IllegalStateException(
          "no Kafka broker answers at "
              + bootstrapServers
              + " within "
              + TIMEOUT_SECONDS
              + " s; check the address and that the broker runs",
          unreachable);
    }
    List<String> missing =
        network.topics().stream().map(Topic::name).filter(name -> !there.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "the broker at "
              + bootstrapServers
              + " has no topic "
              + String.join(", ", missing)
              + "; create them, or remove them from the network file");
    }
  }
}

package io.chokepoint.bench.ladder.peers;

import java.util.List;

/**
 * A topic of the request path as peers read it: the fields that they need, in the order in which
 * {@link EventReader} asks for them.
 */
public enum PathTopic {
  /** Id, settlement. */
  REQUESTED("users.requests", "requested", 5_000, "request_id", "settlement"),
  /** Id. */
  ADMITTED("applications.gateway", "admitted", 5_000, "request_id"),
  /** Id. */
  ROUTED("models.routing", "routed", 5_000, "request_id"),
  /** Id, session, reward group. */
  EXECUTED("compute.executions", "completed", 30_000, "request_id", "session_id", "reward_group"),
  /** Session. */
  PAID("payments.settlements", "settled", 60_000, "session_id"),
  /** Reward group. */
  REWARDED("incentives.rewards", "distributed", 60_000, "reward_group"),
  /** Ids of a batch. */
  VERIFIED("verification.proofs", "verified", 300_000, "request_ids"),
  /** Id. */
  TRUSTED("trust.acceptances", "accepted", 30_000, "request_id");

  private final String topic;
  private final String type;
  private final long latenessMillis;
  private final List<String> fields;

  PathTopic(String topic, String type, long latenessMillis, String... fields) {
    this.topic = topic;
    this.type = type;
    this.latenessMillis = latenessMillis;
    this.fields = List.of(fields);
  }

  /** Its name in Kafka. */
  public String topic() {
    return topic;
  }

  /** The type of the events that count. */
  public String type() {
    return type;
  }

  /** As in the network file. */
  public long latenessMillis() {
    return latenessMillis;
  }

  /** Beside event time and type. */
  List<String> fields() {
    return fields;
  }
}

package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Vocabulary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the simulated network does with demand. A stage of the network file is the step that its
 * topic and its path's entry name, so files may rename stages, leave some out or change horizons.
 */
enum Step {
  /** The application's gateway lets a request in. */
  ADMIT(Topics.REQUESTS, Topics.GATEWAY, 0.975, Lag.logNormal(150, 0.6, 10_000), 0.05),
  /** A node is found that serves the model. */
  ROUTE(Topics.REQUESTS, Topics.ROUTING, 0.985, Lag.logNormal(40, 0.8, 5_000), 0.05),
  /** The node executes. */
  EXECUTE(Topics.REQUESTS, Topics.EXECUTIONS, 0.98, Lag.logNormal(2_500, 0.9, 120_000), 0.10),
  /** The facilitator settles a session. A quarter of the losses say nothing: nobody was charged. */
  SETTLE(Topics.REQUESTS, Topics.SETTLEMENTS, 0.985, Lag.exponential(4_000, 60_000), 0.25),
  /** A node's epoch is rewarded: rarely not, or one refusal would look like an incident. */
  REWARD(Topics.REQUESTS, Topics.REWARDS, 0.995, Lag.exponential(20_000, 120_000), 0.10),
  /** A batch is proven: rarely not, for the same reason. */
  VERIFY(Topics.REQUESTS, Topics.PROOFS, 0.995, Lag.logNormal(20_000, 0.8, 600_000), 0.05),
  /** A user relies on what was proven. Who does not mostly says nothing; the rest disputes. */
  ACCEPT(Topics.REQUESTS, Topics.ACCEPTANCES, 0.88, Lag.logNormal(90_000, 0.7, 900_000), 0.80),
  /** A user comes back. */
  RETURN(Topics.ACCEPTANCES, Topics.REQUESTS, 0.65, Lag.logNormal(900_000, 0.7, 3_240_000), 1),
  /** An available node gets work. */
  SERVE(Topics.NODES, null),
  /** A model on offer is called. */
  INVOKE(Topics.MODELS, null),
  /** A live application is used. */
  USE(Topics.APPLICATIONS, null);

  private final String entryTopic;
  private final @Nullable String topic;
  private final double healthyRate;
  private final @Nullable Lag lag;
  private final double silentShare;
  private final List<String> reasons;

  Step(
      String entryTopic,
      @Nullable String topic,
      double healthyRate,
      @Nullable Lag lag,
      double silentShare) {
    this.entryTopic = entryTopic;
    this.topic = topic;
    this.healthyRate = healthyRate;
    this.lag = lag;
    this.silentShare = silentShare;
    reasons = topic == null ? List.of() : Vocabulary.reasons(topic);
  }

  /** A step of nodes, models or applications: traffic reaches them or does not. */
  Step(String entryTopic, @Nullable String topic) {
    this(entryTopic, topic, 1, null, 1);
  }

  /** Whether a stage on that topic, in a path that enters on that other topic, is this step. */
  boolean isStage(String pathEntryTopic, String stageTopic) {
    return entryTopic.equals(pathEntryTopic) && (topic == null || topic.equals(stageTopic));
  }

  /** Whether the entrants are nodes, models or applications, which traffic reaches or not. */
  boolean isOfEntities() {
    return lag == null;
  }

  /** The rate where the network file sets no higher target. */
  double healthyRate() {
    return healthyRate;
  }

  /** How long the step takes, before it is fitted into the horizon of the file. */
  Lag lag() {
    if (lag == null) {
      throw new IllegalStateException(this + " has no lag: traffic reaches its entities");
    }
    return lag;
  }

  /** The share of losses that leave no event. */
  double silentShare() {
    return silentShare;
  }

  /** The reasons that refusals give, the most frequent first; empty where they give none. */
  List<String> reasons() {
    return reasons;
  }
}

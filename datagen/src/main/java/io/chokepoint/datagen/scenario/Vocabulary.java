package io.chokepoint.datagen.scenario;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of the simulated network's events that scenarios may use. */
public final class Vocabulary {
  /** The topic of requests: what enters there is demand. */
  static final String REQUESTS = "users.requests";

  static final String EXECUTIONS = "compute.executions";
  static final String SETTLEMENTS = "payments.settlements";
  static final String PROOFS = "verification.proofs";

  static final String REWARDS = "incentives.rewards";

  /** Where who does not pay is turned away, from the gateway to the settlement. */
  static final Set<String> PAID_FOR =
      Set.of("applications.gateway", "models.routing", EXECUTIONS, SETTLEMENTS);

  static final String APPLICATION = "app_id";
  static final String MODEL = "model_id";
  static final String NODE = "node_id";
  static final Set<String> ENTITY_FIELDS = Set.of(APPLICATION, MODEL, NODE);

  /** Entities, which report on these topics, have no way through a step: traffic reaches them. */
  static final List<String> ENTITY_TOPICS =
      List.of("compute.nodes", "models.catalog", "applications.catalog");

  private static final Map<String, List<String>> REASONS =
      Map.of(
          "applications.gateway",
          List.of(
              "payment_required",
              "rate_limited",
              "daily_limit",
              "bad_request",
              "pricing_unavailable"),
          "models.routing",
          List.of("no_capacity", "model_not_supported", "model_withdrawn"),
          EXECUTIONS,
          List.of("timeout", "stream_failed", "node_lost", "out_of_memory"),
          SETTLEMENTS,
          List.of(
              "insufficient_balance",
              "allowance_required",
              "nonce_used",
              "exceeds_permitted",
              "facilitator_unavailable"),
          REWARDS,
          List.of("low_score", "unproven_work", "node_offline"),
          PROOFS,
          List.of(
              "attestation_invalid", "too_old", "hash_mismatch", "tee_disabled", "pcr_revoked"));

  private static final Map<String, List<String>> PROPERTIES =
      Map.of(
          APPLICATION, List.of("name"),
          MODEL, List.of("name", "provider"),
          NODE, List.of("region", "tee_type"));

  private Vocabulary() {}

  /** The reasons that refusals on a topic give, the most frequent first; empty where none do. */
  public static List<String> reasons(String topic) {
    return REASONS.getOrDefault(topic, List.of());
  }

  /**
   * The properties of the entities that an event's field names, beside their ids.
   *
   * @param field the field of a dimension
   * @return empty where the simulator has no entities for it
   */
  public static List<String> properties(String field) {
    return PROPERTIES.getOrDefault(field, List.of());
  }
}

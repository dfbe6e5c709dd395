package io.chokepoint.datagen;

/** Names of the topics that the simulator writes: those of the default network's contracts. */
final class Topics {
  static final String NODES = "compute.nodes";
  static final String MODELS = "models.catalog";
  static final String APPLICATIONS = "applications.catalog";
  static final String REQUESTS = "users.requests";
  static final String GATEWAY = "applications.gateway";
  static final String ROUTING = "models.routing";
  static final String EXECUTIONS = "compute.executions";
  static final String SETTLEMENTS = "payments.settlements";
  static final String REWARDS = "incentives.rewards";
  static final String PROOFS = "verification.proofs";
  static final String ACCEPTANCES = "trust.acceptances";

  private Topics() {}
}

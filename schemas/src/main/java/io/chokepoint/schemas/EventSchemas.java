package io.chokepoint.schemas;

import io.chokepoint.events.AcceptanceEvent;
import io.chokepoint.events.ApplicationCatalogEvent;
import io.chokepoint.events.ExecutionEvent;
import io.chokepoint.events.GatewayEvent;
import io.chokepoint.events.ModelCatalogEvent;
import io.chokepoint.events.NodeEvent;
import io.chokepoint.events.ProofEvent;
import io.chokepoint.events.RequestEvent;
import io.chokepoint.events.RewardEvent;
import io.chokepoint.events.RoutingEvent;
import io.chokepoint.events.SettlementEvent;
import java.util.Set;
import org.apache.avro.Schema;

/** The event topics of the default network, each with the current schema of its events. */
public final class EventSchemas {
  private static final TopicSchemas TOPICS =
      new TopicSchemas("event")
          .with("compute.nodes", NodeEvent.getClassSchema())
          .with("models.catalog", ModelCatalogEvent.getClassSchema())
          .with("applications.catalog", ApplicationCatalogEvent.getClassSchema())
          .with("users.requests", RequestEvent.getClassSchema())
          .with("applications.gateway", GatewayEvent.getClassSchema())
          .with("models.routing", RoutingEvent.getClassSchema())
          .with("compute.executions", ExecutionEvent.getClassSchema())
          .with("payments.settlements", SettlementEvent.getClassSchema())
          .with("incentives.rewards", RewardEvent.getClassSchema())
          .with("verification.proofs", ProofEvent.getClassSchema())
          .with("trust.acceptances", AcceptanceEvent.getClassSchema());

  private EventSchemas() {}

  /**
   * The current schema of a topic's events.
   *
   * @throws IllegalArgumentException if it is no event topic; the message names those there are
   */
  public static Schema schemaOf(String topic) {
    return TOPICS.schemaOf(topic);
  }

  /** All event topics, in the order in which demand travels through their layers. */
  public static Set<String> topics() {
    return TOPICS.topics();
  }
}

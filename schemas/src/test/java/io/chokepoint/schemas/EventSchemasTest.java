package io.chokepoint.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventSchemasTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          compute.nodes,         NodeEvent,               node_id,    heartbeat registered enabled disabled
          models.catalog,        ModelCatalogEvent,       model_id,   served withdrawn
          applications.catalog,  ApplicationCatalogEvent, app_id,     live closed
          users.requests,        RequestEvent,            request_id, requested
          applications.gateway,  GatewayEvent,            request_id, admitted refused
          models.routing,        RoutingEvent,            request_id, routed unroutable
          compute.executions,    ExecutionEvent,          request_id, completed failed
          payments.settlements,  SettlementEvent,         session_id, settled failed
          incentives.rewards,    RewardEvent,             node_id,    distributed withheld
          verification.proofs,   ProofEvent,              batch_id,   verified rejected
          trust.acceptances,     AcceptanceEvent,         request_id, accepted disputed
          """)
  void everyTopicHasItsRecordItsKeyAndItsKindsOfEvent(
      String topic, String name, String key, String kinds) {
    Schema schema = EventSchemas.schemaOf(topic);

    assertThat(schema.getFullName()).isEqualTo("io.chokepoint.events." + name);
    assertThat(schema.getFields().get(3).name()).isEqualTo(key);
    assertThat(schema.getField(key).schema().getType()).isEqualTo(Schema.Type.STRING);
    assertThat(schema.getField("type").schema().getEnumSymbols())
        .containsExactlyElementsOf(List.of((kinds + " unknown").split(" ")));
    assertThat(schema.getDoc()).contains(topic);
  }

  @Test
  void thereAreNoOtherTopics() {
    assertThat(EventSchemas.topics()).hasSize(11);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.chokepoint.schemas.Contracts#events")
  void everyEventBeginsWithItsIdItsTimeAndItsKind(Schema schema) {
    assertThat(schema.getFields())
        .extracting(Schema.Field::name)
        .startsWith("event_id", "event_time", "type");
    assertThat(schema.getField("event_time").schema().getLogicalType())
        .isEqualTo(LogicalTypes.timestampMillis());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "payments.settlements, session_id, compute.executions",
    "incentives.rewards, reward_group, compute.executions",
    "incentives.rewards, node_id, compute.executions",
    "trust.acceptances, user_id, users.requests",
    "verification.proofs, mode, users.requests"
  })
  void whatJoinsTwoTopicsIsAFieldOfBoth(String topic, String field, String other) {
    assertThat(EventSchemas.schemaOf(topic).getField(field)).isNotNull();
    assertThat(EventSchemas.schemaOf(other).getField(field)).isNotNull();
  }

  @Test
  void aProofNamesTheRequestsThatItCovers() {
    assertThat(
            EventSchemas.schemaOf("verification.proofs")
                .getField("request_ids")
                .schema()
                .getElementType()
                .getType())
        .isEqualTo(Schema.Type.STRING);
  }

  @ParameterizedTest
  @CsvSource({
    "users.requests, max_price",
    "compute.executions, cost",
    "payments.settlements, amount",
    "incentives.rewards, amount"
  })
  void moneyIsText(String topic, String field) {
    assertThat(EventSchemas.schemaOf(topic).getField(field).schema().getType())
        .as("18 decimals fit neither a double nor, for long, a long")
        .isEqualTo(Schema.Type.STRING);
  }

  @Test
  void anUnknownTopicIsToldWhichThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventSchemas.schemaOf("user.requests"))
        .withMessageContaining("\"user.requests\"")
        .withMessageContaining("users.requests, applications.gateway");
  }
}

package io.chokepoint.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every contract owes its readers. */
class ContractStyleTest {
  /** What a record is nothing without; all else has a default, so that it can come and go. */
  private static final Map<String, Set<String>> IDENTITY =
      Map.ofEntries(
          Map.entry("NodeEvent", Set.of("node_id")),
          Map.entry("ModelCatalogEvent", Set.of("model_id")),
          Map.entry("ApplicationCatalogEvent", Set.of("app_id")),
          Map.entry("RequestEvent", Set.of("request_id")),
          Map.entry("GatewayEvent", Set.of("request_id")),
          Map.entry("RoutingEvent", Set.of("request_id")),
          Map.entry("ExecutionEvent", Set.of("request_id")),
          Map.entry("SettlementEvent", Set.of("session_id")),
          Map.entry("RewardEvent", Set.of("node_id", "reward_group")),
          Map.entry("ProofEvent", Set.of("batch_id")),
          Map.entry("AcceptanceEvent", Set.of("request_id")),
          Map.entry(
              "ConversionRow",
              Set.of(
                  "network",
                  "path",
                  "edge",
                  "from",
                  "to",
                  "dimension",
                  "segment",
                  "cohort_start",
                  "cohort_end")),
          Map.entry("Verdict", Set.of("network", "evaluated_at")),
          Map.entry(
              "Alert",
              Set.of(
                  "episode_id",
                  "network",
                  "path",
                  "from",
                  "to",
                  "dimension",
                  "segment",
                  "opened_at")),
          Map.entry("AcuteBottleneck", Set.of("episode_id", "path", "from", "to")),
          Map.entry("NamedSegment", Set.of("dimension")),
          Map.entry("ReasonShare", Set.of("reason")),
          Map.entry("RateMix", Set.of("dimension")),
          Map.entry("ImpactedStage", Set.of("path", "stage")),
          Map.entry("RingEdgeState", Set.of("from_layer", "to_layer")),
          Map.entry("FlowSplit", Set.of("path")),
          Map.entry("StageShare", Set.of("stage")),
          Map.entry("RejectedRecord", Set.of("topic", "partition", "offset")),
          Map.entry("LateRecord", Set.of("topic", "partition", "offset")),
          Map.entry("UndeliveredAlert", Set.of("receiver")),
          Map.entry(
              "DroppedJourney", Set.of("network", "path", "from", "to", "cohort_start", "key")));

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.chokepoint.schemas.Contracts#records")
  void everyRecordFieldAndEnumSaysWhatItIs(Schema contract) {
    assertThat(contract.getDoc()).isNotBlank();
    assertThat(contract.getFields())
        .allSatisfy(field -> assertThat(field.doc()).as(field.name()).isNotBlank());
    assertThat(Contracts.enumsOf(contract))
        .allSatisfy(type -> assertThat(type.getDoc()).as(type.getName()).isNotBlank());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.chokepoint.schemas.Contracts#records")
  void everyFieldButTheIdentityHasADefault(Schema contract) {
    Set<String> identity = IDENTITY.get(contract.getName());
    assertThat(identity).as("identity of %s is listed here", contract.getName()).isNotNull();
    List<String> required =
        contract.getFields().stream()
            .filter(field -> !field.hasDefaultValue())
            .map(Schema.Field::name)
            .filter(name -> !name.equals("event_id") && !name.equals("event_time"))
            .toList();

    assertThat(required).containsExactlyInAnyOrderElementsOf(identity);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.chokepoint.schemas.Contracts#records")
  void everyEnumHasASymbolForWhatItsReaderDoesNotKnowYet(Schema contract) {
    assertThat(Contracts.enumsOf(contract))
        .allSatisfy(
            type -> {
              assertThat(type.getEnumDefault()).as(type.getName()).isIn("unknown", "other");
              assertThat(type.getEnumSymbols()).allMatch(symbol -> symbol.matches("[a-z_]+"));
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.chokepoint.schemas.Contracts#records")
  void whatMayBeMissingIsNullFirstAndByDefault(Schema contract) {
    assertThat(contract.getFields())
        .filteredOn(field -> field.schema().isUnion())
        .allSatisfy(
            field -> {
              assertThat(field.schema().getTypes()).hasSize(2);
              assertThat(field.schema().getTypes().get(0).getType()).isEqualTo(Schema.Type.NULL);
              assertThat(field.defaultVal()).isEqualTo(Schema.Field.NULL_VALUE);
            });
  }
}

package io.chokepoint.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chokepoint.events.RequestEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * FULL_TRANSITIVE: the current release reads whatever any earlier one has written, and the other
 * way round.
 */
class SchemaCompatibilityTest {
  private static final SchemaValidator CAN_READ =
      new SchemaValidatorBuilder().canReadStrategy().validateAll();

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.chokepoint.schemas.Contracts#all")
  void theCurrentSchemaReadsAllOfItsHistory(Schema current) {
    assertThatCode(() -> checkReads(current, SchemaHistory.versionsOf(current)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.chokepoint.schemas.Contracts#all")
  void allOfItsHistoryReadsTheCurrentSchema(Schema current) {
    assertThat(SchemaHistory.versionsOf(current))
        .allSatisfy(
            earlier ->
                assertThatCode(() -> checkReads(earlier, List.of(current)))
                    .doesNotThrowAnyException());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.chokepoint.schemas.Contracts#all")
  void theNewestOfTheHistoryIsTheCurrentSchema(Schema current) throws IOException {
    List<Schema> versions = SchemaHistory.versionsOf(current);
    JsonNode newest = versions.isEmpty() ? null : contract(versions.get(versions.size() - 1));

    assertThat(newest)
        .as(
            "%s is not the newest version of its history. If it is meant to change, keep it: copy"
                + " src/main/avro/%s.avsc to src/main/resources/%s and leave the older files alone",
            current.getName(), current.getName(), SchemaHistory.file(current, versions.size() + 1))
        .isEqualTo(contract(current));
  }

  static Stream<Arguments> breakingChanges() {
    Schema requests = RequestEvent.getClassSchema();
    return Stream.of(
        Arguments.of("a field without default", withField(requests, "added", "\"string\"", null)),
        Arguments.of("another type", retyped(requests, "streaming", "\"string\"")),
        Arguments.of("another name", renamed(requests)),
        Arguments.of(
            "fewer symbols and nothing to read them as",
            retyped(
                requests,
                "mode",
                "{\"type\":\"enum\",\"name\":\"InferenceMode\",\"symbols\":[\"tee\"]}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breakingChanges")
  void aChangeThatBreaksReadersIsRefused(String change, Schema changed) {
    assertThatThrownBy(
            () -> checkReads(changed, SchemaHistory.versionsOf(RequestEvent.getClassSchema())))
        .as(change)
        .isInstanceOf(SchemaValidationException.class);
  }

  @Test
  void aFieldWithADefaultMayBeAdded() {
    Schema requests = RequestEvent.getClassSchema();

    assertThatCode(
            () ->
                checkReads(
                    withField(requests, "added", "\"string\"", "none"),
                    SchemaHistory.versionsOf(requests)))
        .doesNotThrowAnyException();
  }

  @Test
  void aChangedDefaultIsAChangeOfTheContract() throws IOException {
    Schema requests = RequestEvent.getClassSchema();

    assertThat(contract(withField(requests, "added", "\"string\"", "a")))
        .isNotEqualTo(contract(withField(requests, "added", "\"string\"", "b")));
  }

  @Test
  void aRecordThatIsNoContractHasNoHistory() {
    assertThat(SchemaHistory.versionsOf(Schema.createRecord("Nobody", "", "nowhere", false)))
        .isEmpty();
  }

  /**
   * The validator alone lets two breaks pass: a record of another name, and an enum that lost a
   * symbol without a default to read it as, which fails only on the record that carries it.
   */
  private static void checkReads(Schema reader, List<Schema> writers)
      throws SchemaValidationException {
    CAN_READ.validate(reader, writers);
    for (Schema writer : writers) {
      var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
      if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
        throw new SchemaValidationException(
            reader, writer, new Exception(compatibility.getDescription()));
      }
    }
  }

  /** Names, types, order and defaults: all but words for people and hints for Java. */
  private static JsonNode contract(Schema schema) throws IOException {
    JsonNode root = new ObjectMapper().readTree(schema.toString());
    root.findParents("doc").forEach(node -> ((ObjectNode) node).remove("doc"));
    root.findParents("avro.java.string")
        .forEach(node -> ((ObjectNode) node).remove("avro.java.string"));
    // {"type": "string"} and "string" are the same type.
    return new ObjectMapper()
        .readTree(root.toString().replace("{\"type\":\"string\"}", "\"string\""));
  }

  static Schema withField(Schema schema, String name, String type, @Nullable Object defaultValue) {
    List<Schema.Field> fields = copyOf(schema);
    Schema fieldType = new Schema.Parser().parse(type);
    fields.add(
        defaultValue == null
            ? new Schema.Field(name, fieldType)
            : new Schema.Field(name, fieldType, "Added.", defaultValue));
    return recordOf(schema, fields);
  }

  private static Schema retyped(Schema schema, String name, String type) {
    List<Schema.Field> fields = copyOf(schema);
    Schema other = new Schema.Parser().setValidateDefaults(false).parse(type);
    fields.replaceAll(field -> field.name().equals(name) ? new Schema.Field(name, other) : field);
    return recordOf(schema, fields);
  }

  private static Schema renamed(Schema schema) {
    return Schema.createRecord(
        "Renamed", schema.getDoc(), schema.getNamespace(), false, copyOf(schema));
  }

  private static Schema recordOf(Schema schema, List<Schema.Field> fields) {
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }

  private static List<Schema.Field> copyOf(Schema schema) {
    return new ArrayList<>(
        schema.getFields().stream().map(field -> new Schema.Field(field, field.schema())).toList());
  }
}

package io.chokepoint.datagen.imports;

import io.chokepoint.datagen.imports.mapping.EventRule;
import io.chokepoint.datagen.imports.mapping.FieldSource;
import io.chokepoint.datagen.imports.mapping.Mapping;
import io.chokepoint.datagen.imports.mapping.RejectReason;
import io.chokepoint.datagen.imports.mapping.TopicNeeds;
import io.chokepoint.datagen.imports.mapping.UnplacedException;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import io.chokepoint.schemas.EventSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageEncoder;
import org.jspecify.annotations.Nullable;

/**
 * How the events of a topic are written: as Avro single objects of the topic's contract, where it
 * has one that all mapped fields fit, so that the job reads a replay of them from Kafka; otherwise
 * of a schema derived from the mapping, which the recording keeps.
 */
final class TopicEncoding {

  /**
   * The field of contracts that identifies an event; the log's name and row do, if nothing else.
   */
  private static final String EVENT_ID = "event_id";

  private final Schema schema;
  private final boolean contract;
  private final String timeField;
  private final BinaryMessageEncoder<GenericData.Record> encoder;

  private TopicEncoding(Schema schema, boolean contract, String timeField) {
    this.schema = schema;
    this.contract = contract;
    this.timeField = timeField;
    this.encoder = new BinaryMessageEncoder<>(GenericData.get(), schema);
  }

  /** The encoding of a topic that the mapping has rules for. */
  static TopicEncoding of(Network network, Topic topic, Mapping mapping) {
    if (EventSchemas.topics().contains(topic.name())) {
      Schema contract = EventSchemas.schemaOf(topic.name());
      if (fits(contract, topic, mapping)) {
        return new TopicEncoding(contract, true, topic.timeField());
      }
    }
    Set<String> lists = TopicNeeds.of(network, topic.name()).lists();
    Map<String, Boolean> fields = new LinkedHashMap<>();
    mapping
        .fieldsOf(topic.name())
        .forEach(
            (name, sources) ->
                fields.put(
                    name,
                    lists.contains(name)
                        || sources.stream().map(FieldSource::split).anyMatch(s -> s != null)));
    return new TopicEncoding(
        DerivedSchema.of(network.name(), topic.name(), topic.timeField(), fields),
        false,
        topic.timeField());
  }

  private static boolean fits(Schema contract, Topic topic, Mapping mapping) {
    Schema.Field time = contract.getField(topic.timeField());
    if (time == null || !LogicalTypes.timestampMillis().equals(time.schema().getLogicalType())) {
      return false;
    }
    for (EventRule rule : mapping.rules()) {
      if (rule.topic().equals(topic.name()) && !fits(contract, topic, rule)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(Schema contract, Topic topic, EventRule rule) {
    for (String name : rule.fields().keySet()) {
      Schema.Field field = contract.getField(name);
      if (field == null || !AvroValues.canHold(field.schema())) {
        return false;
      }
    }
    return contract.getFields().stream()
        .filter(field -> !field.hasDefaultValue())
        .map(Schema.Field::name)
        .allMatch(
            name ->
                name.equals(topic.timeField())
                    || name.equals(EVENT_ID)
                    || rule.fields().containsKey(name));
  }

  /** The schema of the events. */
  Schema schema() {
    return schema;
  }

  /** Whether it is the topic's contract; otherwise it is derived. */
  boolean isContract() {
    return contract;
  }

  /**
   * The bytes of an event.
   *
   * @param id what to call it where the log does not
   * @param values texts and lists of texts by field; a null is no value
   * @throws UnplacedException if a value does not fit its field
   */
  byte[] encode(String id, long timeMillis, Map<String, @Nullable Object> values)
      throws UnplacedException {
    GenericData.Record event = record("", schema, id, timeMillis, values);
    try {
      ByteBuffer bytes = encoder.encode(event);
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written to", e);
    }
  }

  private GenericData.Record record(
      String prefix, Schema of, String id, long timeMillis, Map<String, @Nullable Object> values)
      throws UnplacedException {
    GenericData.Record made = new GenericData.Record(of);
    List<Schema.Field> fields = of.getFields();
    for (int i = 0; i < fields.size(); i++) {
      Schema.Field field = fields.get(i);
      String name = prefix + field.name();
      if (name.equals(timeField)) {
        made.put(i, timeMillis);
      } else if (field.schema().getType() == Schema.Type.RECORD) {
        made.put(i, record(name + ".", field.schema(), id, timeMillis, values));
      } else {
        made.put(i, value(field, name, id, values.get(name)));
      }
    }
    return made;
  }

  private static @Nullable Object value(
      Schema.Field field, String name, String id, @Nullable Object read) throws UnplacedException {
    Object value = AvroValues.of(field.schema(), read, name);
    if (value != null) {
      return value;
    }
    if (field.hasDefaultValue()) {
      return GenericData.get().getDefaultValue(field);
    }
    if (name.equals(EVENT_ID)) {
      return id;
    }
    throw new UnplacedException(
        RejectReason.BAD_VALUE, "the field '" + name + "', which every event has, is missing");
  }
}

package io.chokepoint.schemas;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** All contracts, for tests that hold for each of them. */
final class Contracts {
  private Contracts() {}

  static Stream<Schema> events() {
    return EventSchemas.topics().stream().map(EventSchemas::schemaOf);
  }

  static Stream<Schema> results() {
    return ResultTopics.topics().stream().map(ResultTopics::schemaOf);
  }

  static Stream<Schema> all() {
    return Stream.concat(events(), results());
  }

  @SuppressWarnings("unchecked")
  static Class<SpecificRecord> typeOf(Schema contract) {
    return (Class<SpecificRecord>) ContractModel.MODEL.getClass(contract);
  }

  /** All contracts and the records that their fields hold, each once. */
  static Stream<Schema> records() {
    Map<String, Schema> records = new LinkedHashMap<>();
    all().forEach(contract -> addRecords(contract, records));
    return records.values().stream();
  }

  private static void addRecords(Schema record, Map<String, Schema> records) {
    if (records.putIfAbsent(record.getFullName(), record) == null) {
      record.getFields().stream()
          .flatMap(field -> held(field.schema()))
          .filter(type -> type.getType() == Schema.Type.RECORD)
          .forEach(type -> addRecords(type, records));
    }
  }

  /** The types of what a field holds: itself, or its elements, or its alternatives. */
  private static Stream<Schema> held(Schema type) {
    return switch (type.getType()) {
      case ARRAY -> held(type.getElementType());
      case MAP -> held(type.getValueType());
      case UNION -> type.getTypes().stream().flatMap(Contracts::held);
      default -> Stream.of(type);
    };
  }

  /** The enums that a record's fields have. */
  static List<Schema> enumsOf(Schema record) {
    return record.getFields().stream()
        .flatMap(field -> held(field.schema()))
        .filter(type -> type.getType() == Schema.Type.ENUM)
        .toList();
  }
}

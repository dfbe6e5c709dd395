package io.chokepoint.schemas;

import java.util.List;
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

  /** The enums that a contract's fields have. */
  static List<Schema> enumsOf(Schema contract) {
    return contract.getFields().stream()
        .map(Schema.Field::schema)
        .filter(type -> type.getType() == Schema.Type.ENUM)
        .toList();
  }
}

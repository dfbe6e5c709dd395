package io.chokepoint.schemas;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Records of any contract with every field drawn at random, the same ones for the same seed. */
final class RandomRecords {
  private static final long LAST_INSTANT_MILLIS =
      Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

  private final Random random;

  RandomRecords(long seed) {
    random = new Random(seed);
  }

  SpecificRecord next(Schema contract) {
    SpecificRecord datum = (SpecificRecord) ContractModel.MODEL.newRecord(null, contract);
    contract.getFields().forEach(field -> datum.put(field.pos(), value(field.schema())));
    return datum;
  }

  private @Nullable Object value(Schema type) {
    if (type.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
      return Instant.ofEpochMilli(random.nextLong(LAST_INSTANT_MILLIS));
    }
    return switch (type.getType()) {
      case NULL -> null;
      case UNION -> value(type.getTypes().get(random.nextInt(type.getTypes().size())));
      case STRING -> text();
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case DOUBLE -> random.nextDouble();
      case BYTES -> ByteBuffer.wrap(bytes());
      case ENUM ->
          ContractModel.MODEL.createEnum(
              type.getEnumSymbols().get(random.nextInt(type.getEnumSymbols().size())), type);
      case ARRAY -> list(type.getElementType());
      case MAP -> map(type.getValueType());
      case RECORD -> next(type);
      default -> throw new IllegalArgumentException("No contract uses " + type + " so far");
    };
  }

  private String text() {
    // Includes the empty text and letters of more than one byte.
    return random
        .ints(random.nextInt(40), 'a', 'ÿ')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  private List<@Nullable Object> list(Schema element) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int left = random.nextInt(20); left > 0; left--) {
      list.add(value(element));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(Schema element) {
    Map<String, @Nullable Object> map = new HashMap<>();
    for (int left = random.nextInt(20); left > 0; left--) {
      map.put(text(), value(element));
    }
    return map;
  }
}

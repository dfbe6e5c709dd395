package io.chokepoint.datagen.recording.kafka;

import io.chokepoint.schemas.SingleObject;
import io.chokepoint.schemas.registry.RegistryClient;
import io.chokepoint.schemas.registry.RegistryFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Recorded values in the wire format of a schema registry, which is told their schemas. What is no
 * single object of a known schema stays as it is. For one thread.
 */
final class RegisteredValues {
  private final RegistryClient registry;
  private final LongFunction<@Nullable Schema> schemas;
  private final Map<String, Map<Long, Integer>> ids = new HashMap<>();

  /**
   * Values by the schemas of a recording.
   *
   * @param schemas the schema of a fingerprint, null where nobody knows it
   */
  RegisteredValues(RegistryClient registry, LongFunction<@Nullable Schema> schemas) {
    this.registry = registry;
    this.schemas = schemas;
  }

  /**
   * The same value in the format of the registry.
   *
   * @throws IOException if its schema is new and the registry does not take it
   */
  byte @Nullable [] of(String topic, byte @Nullable [] value) throws IOException {
    if (value == null || !SingleObject.isSingleObject(value)) {
      return value;
    }
    long fingerprint = SingleObject.fingerprintOf(value);
    Map<Long, Integer> known = ids.computeIfAbsent(topic, name -> new HashMap<>());
    Integer id = known.get(fingerprint);
    if (id == null) {
      Schema schema = schemas.apply(fingerprint);
      if (schema == null) {
        return value;
      }
      id = registry.idOf(RegistryFormat.subjectOf(topic), schema);
      known.put(fingerprint, id);
    }
    return RegistryFormat.ofSingleObject(value, id);
  }
}

package io.chokepoint.schemas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.SchemaStore;
import org.jspecify.annotations.Nullable;

/**
 * Every schema with which a record of our topics may have been written, by its fingerprint: the
 * current ones and all of their kept history. A fingerprint is the CRC-64-AVRO of the schema's
 * parsing canonical form, so versions that differ in documentation or defaults alone share one and
 * are read alike.
 */
public final class SchemaFingerprints implements SchemaStore {
  private static final SchemaFingerprints KNOWN = new SchemaFingerprints();

  private final Map<Long, Schema> schemas = new HashMap<>();

  private SchemaFingerprints() {
    EventSchemas.topics().forEach(topic -> add(EventSchemas.schemaOf(topic)));
    ResultTopics.topics().forEach(topic -> add(ResultTopics.schemaOf(topic)));
  }

  private void add(Schema current) {
    writersOf(current).forEach(writer -> schemas.putIfAbsent(of(writer), writer));
  }

  /** All schemas that this jar knows. */
  public static SchemaFingerprints known() {
    return KNOWN;
  }

  /** The CRC-64-AVRO fingerprint of a schema. */
  public static long of(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }

  /** The schemas with which records of a contract may have been written, the current one first. */
  public static List<Schema> writersOf(Schema current) {
    Map<Long, Schema> writers = new HashMap<>();
    List<Schema> inOrder = new ArrayList<>();
    writers.put(of(current), current);
    inOrder.add(current);
    for (Schema version : SchemaHistory.versionsOf(current)) {
      if (writers.putIfAbsent(of(version), version) == null) {
        inOrder.add(version);
      }
    }
    return List.copyOf(inOrder);
  }

  /** The schema with this fingerprint, null if nobody knows it. */
  @Override
  public @Nullable Schema findByFingerprint(long fingerprint) {
    return schemas.get(fingerprint);
  }

  /** All known schemas by fingerprint. */
  public Map<Long, Schema> all() {
    return Map.copyOf(schemas);
  }
}

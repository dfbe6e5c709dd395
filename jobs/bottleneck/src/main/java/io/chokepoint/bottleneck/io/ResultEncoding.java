package io.chokepoint.bottleneck.io;

import io.chokepoint.domain.network.TopicFormat;
import io.chokepoint.schemas.ContractJson;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SchemaFingerprints;
import io.chokepoint.schemas.SchemaHistory;
import io.chokepoint.schemas.SingleObject;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.UnreadableRecordException;
import io.chokepoint.schemas.registry.RegistryAccess;
import io.chokepoint.schemas.registry.RegistryException;
import io.chokepoint.schemas.registry.RegistryFormat;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns results, which travel through the job in single-object encoding, into the format of their
 * topic. For one thread.
 */
interface ResultEncoding {
  /** The value as its topic has it. */
  byte[] of(byte[] singleObject);

  /**
   * The encoding of a topic.
   *
   * @param registry needed where the format is that of a registry
   * @throws RegistryException if it is, and the registry does not take the topic's schema
   */
  static ResultEncoding of(String topic, TopicFormat format, @Nullable RegistryAccess registry)
      throws RegistryException {
    return switch (format) {
      case AVRO -> value -> value;
      case JSON -> json(ResultTopics.schemaOf(topic));
      case REGISTRY -> registered(topic, Objects.requireNonNull(registry));
    };
  }

  private static ResultEncoding registered(String topic, RegistryAccess registry)
      throws RegistryException {
    Schema current = ResultTopics.schemaOf(topic);
    int id =
        TaskRegistry.client(registry)
            .idOf(RegistryFormat.subjectOf(topic), SchemaHistory.published(current));
    long fingerprint = SchemaFingerprints.of(current);
    return value -> {
      if (SingleObject.fingerprintOf(value) != fingerprint) {
        throw new IllegalStateException("a result of " + topic + " is not of its current schema");
      }
      return RegistryFormat.ofSingleObject(value, id);
    };
  }

  private static ResultEncoding json(Schema schema) {
    SingleObjectDecoder<SpecificRecord> decoder = SingleObjectDecoder.of(schema);
    return value -> {
      try {
        return ContractJson.bytes(decoder.decode(value));
      } catch (UnreadableRecordException e) {
        throw new IllegalStateException("a result that was just written is unreadable", e);
      }
    };
  }
}

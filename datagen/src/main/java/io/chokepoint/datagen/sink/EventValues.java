package io.chokepoint.datagen.sink;

import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.domain.network.TopicFormat;
import io.chokepoint.schemas.ContractJson;
import io.chokepoint.schemas.EventSchemas;
import io.chokepoint.schemas.SchemaHistory;
import io.chokepoint.schemas.SingleObjectEncoder;
import io.chokepoint.schemas.registry.RegistryClient;
import io.chokepoint.schemas.registry.RegistryFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Events as values of messages, in the format of their topic. For one thread. */
public final class EventValues {
  private final Function<String, TopicFormat> formats;
  private final @Nullable RegistryClient registry;
  private final Map<Class<?>, SingleObjectEncoder<SpecificRecord>> encoders = new HashMap<>();
  private final Map<String, Integer> ids = new HashMap<>();

  /**
   * Values in given formats.
   *
   * @param formats by topic
   * @param registry is told each topic's schema once; needed where a format is that of a registry
   */
  public EventValues(Function<String, TopicFormat> formats, @Nullable RegistryClient registry) {
    this.formats = formats;
    this.registry = registry;
  }

  /** Values in single-object encoding. */
  public static EventValues singleObjects() {
    return new EventValues(topic -> TopicFormat.AVRO, null);
  }

  /**
   * The value of an event.
   *
   * @throws IOException if its schema is new and the registry does not take it; the message is
   *     meant for people
   */
  byte[] of(SimulatedEvent event) throws IOException {
    return switch (formats.apply(event.topic())) {
      case JSON -> ContractJson.bytes(event.value());
      case AVRO -> singleObject(event.value());
      case REGISTRY ->
          RegistryFormat.ofSingleObject(singleObject(event.value()), idOf(event.topic()));
    };
  }

  private byte[] singleObject(SpecificRecord value) {
    return encoders.computeIfAbsent(value.getClass(), EventValues::encoderOf).encode(value);
  }

  private int idOf(String topic) throws IOException {
    Integer known = ids.get(topic);
    if (known != null) {
      return known;
    }
    int id =
        Objects.requireNonNull(registry)
            .idOf(
                RegistryFormat.subjectOf(topic),
                SchemaHistory.published(EventSchemas.schemaOf(topic)));
    ids.put(topic, id);
    return id;
  }

  @SuppressWarnings("unchecked")
  private static SingleObjectEncoder<SpecificRecord> encoderOf(Class<?> type) {
    // The encoder of a type is only ever given records of that type.
    return (SingleObjectEncoder<SpecificRecord>)
        (SingleObjectEncoder<?>) SingleObjectEncoder.of(type.asSubclass(SpecificRecord.class));
  }
}

package io.chokepoint.bench.ladder.peers;

import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.bottleneck.io.avro.SingleObjectDecoder;
import io.chokepoint.domain.journey.EventFields;
import io.chokepoint.schemas.SchemaFingerprints;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads events for peers with the decoder of the job: what is compared is the join, and every other
 * reader of Avro would cost them more.
 */
public final class EventReader {
  private static final int TIME = 0;
  private static final int TYPE = 1;
  private static final int FIRST = 2;

  private final PathTopic topic;
  private final EventFields fields;
  private final SingleObjectDecoder decoder;

  /** A reader for one thread. */
  public EventReader(PathTopic topic) {
    this.topic = topic;
    String[] names =
        Stream.concat(Stream.of("event_time", "type"), topic.fields().stream())
            .toArray(String[]::new);
    fields = new EventFields(names.length);
    decoder = new SingleObjectDecoder(names, SchemaFingerprints.known().all().values());
  }

  /** Reads an event; whether it is of the type that counts. */
  public boolean read(byte[] value) {
    try {
      decoder.decode(value, fields);
    } catch (MalformedEventException e) {
      throw new IllegalStateException("a recorded event cannot be read", e);
    }
    return topic.type().equals(fields.text(TYPE));
  }

  /** Its event time, ms. */
  public long time() {
    return Long.parseLong(Objects.requireNonNull(fields.text(TIME)));
  }

  /** Its key: the first field of the topic. */
  public String key() {
    return Objects.requireNonNull(fields.text(FIRST));
  }

  /** One of the further fields, from 1. */
  public @Nullable String field(int field) {
    return fields.text(FIRST + field);
  }

  /** The first field of the topic, where it is a list. */
  public List<String> keys() {
    return fields.list(FIRST);
  }
}

package io.chokepoint.bottleneck.io.avro;

import io.chokepoint.bottleneck.io.EventDecoder;
import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.bottleneck.io.WireHint;
import io.chokepoint.domain.journey.EventFields;
import io.chokepoint.schemas.registry.RegistryException;
import io.chokepoint.schemas.registry.RegistryFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Takes the needed fields out of events in Confluent's wire format: a byte 0, the id of the
 * writer's schema in a registry as 4 bytes, and the record. Texts are those of {@link
 * SingleObjectDecoder}.
 *
 * <p>A registry is asked for each id once; then there is a program for it, and reading an event is
 * what it is there. An id that the registry does not know is refused, and asked for again after a
 * minute: the schema may have been on its way. While no registry answers, nothing is refused; the
 * exception ends the task, which starts again where it was.
 */
public final class RegisteredDecoder implements EventDecoder {
  /** Where schemas come from. */
  public interface Schemas {
    /**
     * The schema of an id.
     *
     * @throws RegistryException if there is none, or if that cannot be known now
     */
    Schema schema(int id) throws RegistryException;
  }

  private static final long ASKED_AGAIN_AFTER_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Garbage that begins with a 0 may name any id; so many are remembered, some 2 MB. */
  private static final int REMEMBERED_UNKNOWN = 10_000;

  /** Why an id is refused, and until when nobody is asked. */
  private record Unknown(String why, long untilNanos) {}

  private final String[] names;
  private final Schemas schemas;

  /**
   * A topic has a handful of schemas: a walk over them is as fast as a table, and boxes nothing.
   */
  private int[] ids = new int[8];

  private @Nullable FieldDecoder[] decoders = new @Nullable FieldDecoder[8];
  private int known;
  private int lastId;
  private @Nullable FieldDecoder lastDecoder;

  private final Map<Integer, Unknown> unknown =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Unknown> eldest) {
          return size() > REMEMBERED_UNKNOWN;
        }
      };

  /**
   * Creates a decoder.
   *
   * @param names the needed fields, by position in {@link EventFields}
   * @param schemas asked for each id that is new
   */
  public RegisteredDecoder(String[] names, Schemas schemas) {
    this.names = names;
    this.schemas = schemas;
  }

  @Override
  public void decode(byte[] payload, EventFields into) throws MalformedEventException, IOException {
    into.clear();
    if (!RegistryFormat.hasHeader(payload)) {
      throw new MalformedEventException(
          RejectReason.MALFORMED,
          "Not in the wire format of a schema registry: the event has "
              + payload.length
              + " bytes and does not start with 00 and the four bytes of an id."
              + WireHint.of(payload));
    }
    int id = RegistryFormat.idOf(payload);
    FieldDecoder decoder = lastDecoder;
    if (decoder == null || id != lastId) {
      decoder = decoderOf(id);
      lastDecoder = decoder;
      lastId = id;
    }
    decoder.decode(payload, RegistryFormat.HEADER_BYTES, payload.length, into);
  }

  private FieldDecoder decoderOf(int id) throws MalformedEventException, RegistryException {
    for (int i = 0; i < known; i++) {
      FieldDecoder decoder = decoders[i];
      if (ids[i] == id && decoder != null) {
        return decoder;
      }
    }
    Unknown refused = unknown.get(id);
    if (refused == null || System.nanoTime() - refused.untilNanos() >= 0) {
      refused = ask(id);
    }
    if (refused == null) {
      return decoderOf(id);
    }
    throw new MalformedEventException(RejectReason.UNKNOWN_SCHEMA, refused.why());
  }

  /** Asks the registry; null where there is a decoder now. */
  private @Nullable Unknown ask(int id) throws RegistryException {
    String why;
    try {
      if (id < 0) {
        why = "ids of schemas are not negative";
      } else {
        Schema schema = schemas.schema(id);
        add(id, new FieldDecoder(FieldCompiler.compile(schema, names, Extent.NEEDED_FIELDS)));
        unknown.remove(id);
        return null;
      }
    } catch (RegistryException failed) {
      if (failed.reason() != RegistryException.Reason.UNKNOWN
          && failed.reason() != RegistryException.Reason.UNREADABLE) {
        throw failed;
      }
      why = String.valueOf(failed.getMessage());
    } catch (IllegalArgumentException noEvents) {
      why = "its schema is not one of events: " + noEvents.getMessage();
    }
    Unknown refused =
        new Unknown(
            "The event was written with schema " + id + " of the registry: " + why,
            System.nanoTime() + ASKED_AGAIN_AFTER_NANOS);
    unknown.put(id, refused);
    return refused;
  }

  private void add(int id, FieldDecoder decoder) {
    if (known == ids.length) {
      ids = Arrays.copyOf(ids, 2 * known);
      decoders = Arrays.copyOf(decoders, 2 * known);
    }
    ids[known] = id;
    decoders[known] = decoder;
    known++;
  }
}

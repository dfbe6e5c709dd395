package io.chokepoint.bottleneck.io.avro;

import io.chokepoint.bottleneck.io.EventDecoder;
import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.bottleneck.io.WireHint;
import io.chokepoint.domain.journey.EventFields;
import java.util.Collection;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * Takes the needed fields out of events in Avro single-object encoding: the marker {@code C3 01},
 * the writer schema's CRC-64-AVRO fingerprint in 8 little-endian bytes, and the record.
 *
 * <p>For each known writer schema there is a program that skips what is not needed and stops after
 * the last needed field. What lies behind that field is not looked at, so trailing bytes are not
 * noticed, and neither is damage there or inside a skipped value.
 *
 * <p>Texts: int, long in decimal; float, double as Java writes them; boolean {@code true} or {@code
 * false}; string as it is; enum as its symbol; decimal as a plain decimal; a UUID in 16 bytes as
 * its 36 characters; other bytes and fixed in lower-case hex; timestamps of micro- and nanoseconds
 * as milliseconds, rounded towards the past. A null is absent. An array of such values is a list,
 * without its nulls; an array of anything else, a map, and a record itself are absent. Fields of
 * nested records have dotted names.
 *
 * <p>An instance is for one thread and is not serialisable; build it where it is used.
 */
public final class SingleObjectDecoder implements EventDecoder {

  private static final int HEADER_BYTES = 10;
  private static final byte MARKER_FIRST = (byte) 0xC3;
  private static final byte MARKER_SECOND = 0x01;

  private final int size;

  /** Open addressing by fingerprint; a power of two, at most half full so that probes end. */
  private final long[] fingerprints;

  private final @Nullable FieldDecoder[] decoders;

  private long lastFingerprint;
  private @Nullable FieldDecoder lastDecoder;

  /**
   * Creates a decoder.
   *
   * @param names the needed fields, by position in {@link EventFields}
   * @param knownWriterSchemas the schemas that events may be written with
   * @throws IllegalArgumentException if a name is there twice, if a schema is no record or can have
   *     no finite record, or if two schemas share a fingerprint and would give different texts
   *     (fingerprints leave logical types out)
   */
  public SingleObjectDecoder(String[] names, Collection<Schema> knownWriterSchemas) {
    size = names.length;
    int capacity = Integer.highestOneBit(Math.max(1, knownWriterSchemas.size())) * 4;
    fingerprints = new long[capacity];
    decoders = new @Nullable FieldDecoder[capacity];
    FieldProgram[] programs = new FieldProgram[capacity];
    for (Schema schema : knownWriterSchemas) {
      FieldProgram program = FieldCompiler.compile(schema, names, Extent.NEEDED_FIELDS);
      long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
      int slot = slot(fingerprint);
      if (decoders[slot] == null) {
        fingerprints[slot] = fingerprint;
        decoders[slot] = new FieldDecoder(program);
        programs[slot] = program;
      } else if (!programs[slot].sameSteps(program)) {
        throw new IllegalArgumentException(
            "Two schemas of "
                + schema.getFullName()
                + " have the same fingerprint "
                + hex(fingerprint)
                + " but differ in logical types, so their events cannot be told apart. Keep one.");
      }
    }
  }

  @Override
  public void decode(byte[] payload, EventFields into) throws MalformedEventException {
    if (into.size() != size) {
      throw new IllegalArgumentException(
          "The decoder reads " + size + " fields, but there is room for " + into.size() + ".");
    }
    into.clear();
    if (payload.length < HEADER_BYTES
        || payload[0] != MARKER_FIRST
        || payload[1] != MARKER_SECOND) {
      throw notSingleObject(payload);
    }
    long fingerprint = fingerprint(payload);
    FieldDecoder decoder = lastDecoder;
    if (decoder == null || fingerprint != lastFingerprint) {
      decoder = decoders[slot(fingerprint)];
      if (decoder == null) {
        throw new MalformedEventException(
            RejectReason.UNKNOWN_SCHEMA,
            "The event was written with the schema "
                + hex(fingerprint)
                + ", which is not among the known ones.");
      }
      lastDecoder = decoder;
      lastFingerprint = fingerprint;
    }
    decoder.decode(payload, HEADER_BYTES, payload.length, into);
  }

  private static long fingerprint(byte[] payload) {
    long fingerprint = 0;
    for (int i = HEADER_BYTES - 1; i >= 2; i--) {
      fingerprint = fingerprint << 8 | (payload[i] & 0xff);
    }
    return fingerprint;
  }

  /** The slot with the fingerprint, or the free one where it would go. */
  private int slot(long fingerprint) {
    int mask = fingerprints.length - 1;
    int slot = (int) fingerprint & mask;
    while (decoders[slot] != null && fingerprints[slot] != fingerprint) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static String hex(long fingerprint) {
    return HexFormat.of().toHexDigits(fingerprint);
  }

  private static MalformedEventException notSingleObject(byte[] payload) {
    String start = HexFormat.of().formatHex(payload, 0, Math.min(2, payload.length));
    return new MalformedEventException(
        RejectReason.MALFORMED,
        "Not in Avro single-object encoding: the event has "
            + payload.length
            + " bytes and starts with "
            + (start.isEmpty() ? "nothing" : start)
            + " instead of c301 and a fingerprint."
            + WireHint.of(payload));
  }
}

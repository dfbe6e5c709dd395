package io.chokepoint.schemas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Avro's single-object encoding: two marker bytes, the fingerprint of the writer's schema as eight
 * bytes little-endian, then the record in Avro binary. See "Single object encoding" in the Avro
 * specification.
 */
public final class SingleObject {
  /** Bytes before the record itself: the marker and the fingerprint. */
  public static final int HEADER_BYTES = 10;

  static final byte MARKER_0 = (byte) 0xC3;
  static final byte MARKER_1 = (byte) 0x01;
  static final int MARKER_BYTES = 2;

  private SingleObject() {}

  /** Whether the bytes begin as a single object does; says nothing about the record in them. */
  public static boolean isSingleObject(byte[] bytes) {
    return bytes.length >= HEADER_BYTES && bytes[0] == MARKER_0 && bytes[1] == MARKER_1;
  }

  /**
   * The fingerprint of the schema with which the record was written.
   *
   * @throws IllegalArgumentException if the bytes are no single object
   */
  public static long fingerprintOf(byte[] bytes) {
    if (!isSingleObject(bytes)) {
      throw new IllegalArgumentException("The bytes are no Avro single object: C3 01 is missing");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(MARKER_BYTES);
  }

  /** The header of records that are written with a schema of this fingerprint. */
  static byte[] header(long fingerprint) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MARKER_0)
        .put(MARKER_1)
        .putLong(fingerprint)
        .array();
  }
}

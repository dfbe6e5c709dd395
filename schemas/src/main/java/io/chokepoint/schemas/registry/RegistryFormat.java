package io.chokepoint.schemas.registry;

import io.chokepoint.schemas.SingleObject;
import java.nio.ByteBuffer;

/**
 * The wire format of Confluent's serialisers: a byte 0, the id that the registry has given to the
 * writer's schema as four bytes big-endian, then the record in Avro binary.
 */
public final class RegistryFormat {
  /** Bytes before the record itself. */
  public static final int HEADER_BYTES = 5;

  private static final byte MARKER = 0;
  private static final String SUBJECT_SUFFIX = "-value";

  private RegistryFormat() {}

  /** Whether the bytes begin as such a record does; says nothing about the record in them. */
  public static boolean hasHeader(byte[] bytes) {
    return bytes.length >= HEADER_BYTES && bytes[0] == MARKER;
  }

  /** The id in the header of such a record. */
  public static int idOf(byte[] bytes) {
    return (bytes[1] & 0xff) << 24
        | (bytes[2] & 0xff) << 16
        | (bytes[3] & 0xff) << 8
        | (bytes[4] & 0xff);
  }

  /**
   * The same record with another header.
   *
   * @param singleObject a record in single-object encoding
   * @param id what the registry calls its schema
   */
  public static byte[] ofSingleObject(byte[] singleObject, int id) {
    int record = singleObject.length - SingleObject.HEADER_BYTES;
    return ByteBuffer.allocate(HEADER_BYTES + record)
        .put(MARKER)
        .putInt(id)
        .put(singleObject, SingleObject.HEADER_BYTES, record)
        .array();
  }

  /** The subject under which the schemas of a topic's values are kept, as serialisers name it. */
  public static String subjectOf(String topic) {
    return topic + SUBJECT_SUFFIX;
  }
}

package io.chokepoint.bottleneck.io.avro;

import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.bottleneck.io.RejectReason;

/**
 * A place in a range of bytes, and Avro's primitives read from it.
 *
 * <p>Every method checks the bounds and throws {@link MalformedEventException} rather than read
 * beyond the range. Nothing allocates more than the bytes that are there.
 */
final class ByteCursor {

  /** A zigzag int takes at most 5 bytes of 7 bits. */
  static final int MAX_INT_BYTES = 5;

  /** A zigzag long takes at most 10 bytes of 7 bits. */
  static final int MAX_LONG_BYTES = 10;

  private byte[] bytes = new byte[0];
  private int position;
  private int end;

  void reset(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.position = from;
    this.end = to;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  int remaining() {
    return end - position;
  }

  void skip(int count) throws MalformedEventException {
    if (count > end - position) {
      throw tooShort();
    }
    position += count;
  }

  /** Moves over {@code count} bytes and returns where they begin. */
  int take(int count) throws MalformedEventException {
    int from = position;
    skip(count);
    return from;
  }

  void skipVarint(int maxBytes) throws MalformedEventException {
    for (int i = 0; i < maxBytes; i++) {
      if (position >= end) {
        throw tooShort();
      }
      if (bytes[position++] >= 0) {
        return;
      }
    }
    throw malformed("a number takes more than " + maxBytes + " bytes");
  }

  int readInt() throws MalformedEventException {
    int raw = 0;
    for (int shift = 0; shift < 7 * MAX_INT_BYTES; shift += 7) {
      if (position >= end) {
        throw tooShort();
      }
      byte b = bytes[position++];
      raw |= (b & 0x7f) << shift;
      if (b >= 0) {
        if (shift == 28 && b > 0x0f) {
          throw malformed("a number does not fit into 32 bits");
        }
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw malformed("a number takes more than " + MAX_INT_BYTES + " bytes");
  }

  long readLong() throws MalformedEventException {
    long raw = 0;
    for (int shift = 0; shift < 7 * MAX_LONG_BYTES; shift += 7) {
      if (position >= end) {
        throw tooShort();
      }
      byte b = bytes[position++];
      raw |= (b & 0x7fL) << shift;
      if (b >= 0) {
        if (shift == 63 && b > 1) {
          throw malformed("a number does not fit into 64 bits");
        }
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw malformed("a number takes more than " + MAX_LONG_BYTES + " bytes");
  }

  /** A length in bytes that the range still has. */
  int readLength() throws MalformedEventException {
    long length = readLong();
    if (length < 0) {
      throw malformed("a length is negative: " + length);
    }
    if (length > end - position) {
      throw malformed(
          "a length of " + length + " bytes is beyond the " + (end - position) + " that are left");
    }
    return (int) length;
  }

  /** An index below {@code size}: of a union's branch or an enum's symbol. */
  int readIndex(int size, String what) throws MalformedEventException {
    int index = readInt();
    if (index < 0 || index >= size) {
      throw malformed(what + " " + index + " is not one of 0 to " + (size - 1));
    }
    return index;
  }

  boolean readBoolean() throws MalformedEventException {
    return bytes[take(1)] == 1;
  }

  int readFixed32() throws MalformedEventException {
    int at = take(4);
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }

  long readFixed64() throws MalformedEventException {
    long low = readFixed32() & 0xffff_ffffL;
    return low | (long) readFixed32() << 32;
  }

  MalformedEventException malformed(String what) {
    return new MalformedEventException(
        RejectReason.MALFORMED, "Not readable as Avro at byte " + position + ": " + what + ".");
  }

  private MalformedEventException tooShort() {
    return malformed("the event ends in the middle of a field");
  }
}

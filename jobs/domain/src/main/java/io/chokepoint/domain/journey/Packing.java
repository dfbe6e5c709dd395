package io.chokepoint.domain.journey;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Variable-length numbers and texts in a growing byte array: the form of everything that is kept in
 * state.
 */
public final class Packing {

  /** Writes to a byte array that grows; reused from one record to the next. */
  public static final class Writer {
    private byte[] bytes = new byte[256];
    private int length;

    /** Forgets what was written. */
    public void reset() {
      length = 0;
    }

    /** What was written since the last reset. */
    public byte[] toBytes() {
      return Arrays.copyOf(bytes, length);
    }

    /** Writes a number in 1 to 10 bytes; small non-negative ones are short. */
    public void unsigned(long value) {
      reserve(10);
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        bytes[length++] = (byte) (rest & 0x7F | 0x80);
        rest >>>= 7;
      }
      bytes[length++] = (byte) rest;
    }

    /** Writes a number in 1 to 10 bytes; those near zero are short. */
    public void signed(long value) {
      unsigned(value << 1 ^ value >> 63);
    }

    /** Writes a text as its length and UTF-8 bytes. */
    public void text(String text) {
      bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a text in as few bytes as its characters allow, see {@link CompactText}. */
    public void compactText(String text) {
      int form = CompactText.formOf(text);
      if (CompactText.isUtf8(form)) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        unsigned(CompactText.head(text, form, utf8.length));
        raw(utf8, 0, utf8.length);
      } else {
        long head = CompactText.head(text, form, 0);
        unsigned(head);
        int size = CompactText.bytesBehind((int) head);
        reserve(size);
        CompactText.write(text, form, bytes, length);
        length += size;
      }
    }

    /** Writes bytes with their length. */
    public void bytes(byte[] value) {
      unsigned(value.length);
      raw(value, 0, value.length);
    }

    /** Writes bytes as they are, from one position up to another, without their length. */
    void raw(byte[] value, int from, int to) {
      reserve(to - from);
      System.arraycopy(value, from, bytes, length, to - from);
      length += to - from;
    }

    private void reserve(int more) {
      if (length + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
      }
    }
  }

  /** Reads what {@link Writer} wrote. */
  public static final class Reader {
    private byte[] bytes = {};
    private int at;

    /** Starts at the first byte of a record. */
    public void reset(byte[] record) {
      bytes = record;
      at = 0;
    }

    /** Whether anything is left. */
    public boolean hasMore() {
      return at < bytes.length;
    }

    /** Where the next is read. */
    int position() {
      return at;
    }

    /** Reads an unsigned number. */
    public long unsigned() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = bytes[at++];
        value |= (next & 0x7FL) << shift;
        if (next >= 0) {
          return value;
        }
      }
    }

    /** Reads a signed number. */
    public long signed() {
      long value = unsigned();
      return value >>> 1 ^ -(value & 1);
    }

    /** Reads a number that was written from an int. */
    public int count() {
      return (int) unsigned();
    }

    /** Reads a text. */
    public String text() {
      int length = count();
      String text = new String(bytes, at, length, StandardCharsets.UTF_8);
      at += length;
      return text;
    }

    /** Reads a text that was written compactly. */
    public String compactText() {
      int head = count();
      String text = CompactText.read(head, bytes, at);
      at += CompactText.bytesBehind(head);
      return text;
    }

    /** Reads bytes. */
    public byte[] bytes() {
      int length = count();
      byte[] value = Arrays.copyOfRange(bytes, at, at + length);
      at += length;
      return value;
    }
  }

  private Packing() {}
}

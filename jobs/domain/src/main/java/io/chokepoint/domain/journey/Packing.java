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

    /** Writes a number that need not be whole, in 8 bytes, bit for bit. */
    public void number(double value) {
      reserve(Double.BYTES);
      long bits = Double.doubleToLongBits(value);
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        bytes[length++] = (byte) (bits >>> shift);
      }
    }

    /** Writes a text as its length and UTF-8 bytes. */
    public void text(String text) {
      bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes with their length. */
    public void bytes(byte[] value) {
      unsigned(value.length);
      reserve(value.length);
      System.arraycopy(value, 0, bytes, length, value.length);
      length += value.length;
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

    /** Reads a number that need not be whole. */
    public double number() {
      long bits = 0;
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        bits |= (bytes[at++] & 0xFFL) << shift;
      }
      return Double.longBitsToDouble(bits);
    }

    /** Reads a text. */
    public String text() {
      int length = count();
      String text = new String(bytes, at, length, StandardCharsets.UTF_8);
      at += length;
      return text;
    }

    /** Reads a text that comes often. */
    public String text(RecurringTexts among) {
      int length = count();
      String text = among.of(bytes, at, length);
      at += length;
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

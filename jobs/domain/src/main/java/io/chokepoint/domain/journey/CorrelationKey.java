package io.chokepoint.domain.journey;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The packed form of correlation keys: exact, reversible and short.
 *
 * <p>Runs of at least 16 lower-case hexadecimal digits, of even length, take half their length
 * (hashes, and UUIDs whose dashes stand where they should); every other key is its UTF-8 bytes. A
 * leading byte tells which.
 */
public final class CorrelationKey {
  private static final byte PLAIN = 0;
  private static final byte HEX = 1;
  private static final byte UUID = 2;
  private static final byte PREFIXED_HEX = 3;

  /** Shorter runs gain nothing worth a second form. */
  private static final int SHORTEST_HEX = 16;

  private static final int UUID_LENGTH = 36;

  /** The value of each lower-case hexadecimal digit, by its byte; -1 of any other. */
  private static final byte[] DIGITS = new byte[256];

  static {
    Arrays.fill(DIGITS, (byte) -1);
    for (int digit = 0; digit < 16; digit++) {
      DIGITS[Character.forDigit(digit, 16)] = (byte) digit;
    }
  }

  private CorrelationKey() {}

  /** Packs a key. */
  public static byte[] pack(String key) {
    byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
    return pack(utf8, 0, utf8.length);
  }

  /**
   * Packs a key that stands in bytes.
   *
   * @param utf8 hold it, from {@code from} on, in the given length
   */
  static byte[] pack(byte[] utf8, int from, int length) {
    byte[] packed = null;
    if (length == UUID_LENGTH && utf8[from + 8] == '-') {
      packed = packUuid(utf8, from);
    } else if (length >= SHORTEST_HEX && length % 2 == 0) {
      boolean prefixed = utf8[from] == '0' && utf8[from + 1] == 'x';
      int start = prefixed ? 2 : 0;
      if (length - start >= SHORTEST_HEX) {
        packed = packHex(utf8, from + start, from + length, prefixed ? PREFIXED_HEX : HEX);
      }
    }
    if (packed != null) {
      return packed;
    }
    byte[] plain = new byte[length + 1];
    plain[0] = PLAIN;
    System.arraycopy(utf8, from, plain, 1, length);
    return plain;
  }

  private static byte @Nullable [] packHex(byte[] utf8, int from, int to, byte form) {
    if (DIGITS[utf8[from] & 0xFF] < 0) {
      return null;
    }
    byte[] packed = new byte[1 + (to - from) / 2];
    packed[0] = form;
    int signs = 0;
    for (int i = from, at = 1; i < to; i += 2) {
      int high = DIGITS[utf8[i] & 0xFF];
      int low = DIGITS[utf8[i + 1] & 0xFF];
      signs |= high | low;
      packed[at++] = (byte) (high << 4 | low);
    }
    return signs < 0 ? null : packed;
  }

  private static byte @Nullable [] packUuid(byte[] utf8, int from) {
    byte[] packed = new byte[17];
    packed[0] = UUID;
    int signs = 0;
    int at = 1;
    for (int i = 0; i < UUID_LENGTH; ) {
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        signs |= utf8[from + i] == '-' ? 0 : -1;
        i++;
        continue;
      }
      int high = DIGITS[utf8[from + i] & 0xFF];
      int low = DIGITS[utf8[from + i + 1] & 0xFF];
      signs |= high | low;
      packed[at++] = (byte) (high << 4 | low);
      i += 2;
    }
    return signs < 0 ? null : packed;
  }

  /** Unpacks what {@link #pack} made. */
  public static String unpack(byte[] packed) {
    if (packed[0] == PLAIN) {
      return new String(packed, 1, packed.length - 1, StandardCharsets.UTF_8);
    }
    StringBuilder key = new StringBuilder(2 * packed.length + 4);
    if (packed[0] == PREFIXED_HEX) {
      key.append("0x");
    }
    for (int i = 1; i < packed.length; i++) {
      if (packed[0] == UUID && (i == 5 || i == 7 || i == 9 || i == 11)) {
        key.append('-');
      }
      key.append(Character.forDigit(packed[i] >> 4 & 15, 16));
      key.append(Character.forDigit(packed[i] & 15, 16));
    }
    return key.toString();
  }
}

package io.chokepoint.domain.journey;

import java.nio.charset.StandardCharsets;

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

  private CorrelationKey() {}

  /** Packs a key. */
  public static byte[] pack(String key) {
    int length = key.length();
    if (length == UUID_LENGTH && isUuid(key)) {
      byte[] packed = new byte[17];
      packed[0] = UUID;
      int at = 1;
      for (int i = 0; i < length; ) {
        if (key.charAt(i) == '-') {
          i++;
          continue;
        }
        packed[at++] = (byte) (digit(key.charAt(i)) << 4 | digit(key.charAt(i + 1)));
        i += 2;
      }
      return packed;
    }
    int start = key.startsWith("0x") ? 2 : 0;
    if (length - start >= SHORTEST_HEX && (length - start) % 2 == 0 && isHex(key, start)) {
      byte[] packed = new byte[1 + (length - start) / 2];
      packed[0] = start == 0 ? HEX : PREFIXED_HEX;
      for (int i = start, at = 1; i < length; i += 2) {
        packed[at++] = (byte) (digit(key.charAt(i)) << 4 | digit(key.charAt(i + 1)));
      }
      return packed;
    }
    byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
    byte[] packed = new byte[utf8.length + 1];
    packed[0] = PLAIN;
    System.arraycopy(utf8, 0, packed, 1, utf8.length);
    return packed;
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

  private static boolean isUuid(String key) {
    for (int i = 0; i < UUID_LENGTH; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? key.charAt(i) != '-' : digit(key.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(String key, int start) {
    for (int i = start; i < key.length(); i++) {
      if (digit(key.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }
}

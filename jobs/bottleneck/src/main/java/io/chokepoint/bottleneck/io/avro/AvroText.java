package io.chokepoint.bottleneck.io.avro;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The texts of Avro's bytes and fixed types. */
final class AvroText {

  private static final HexFormat HEX = HexFormat.of();

  private AvroText() {}

  static String hex(byte[] bytes, int from, int length) {
    return HEX.formatHex(bytes, from, from + length);
  }

  /** The 36 characters of a UUID held as 16 bytes. */
  static String uuid(byte[] bytes, int from) {
    String hex = hex(bytes, from, 16);
    return hex.substring(0, 8)
        + '-'
        + hex.substring(8, 12)
        + '-'
        + hex.substring(12, 16)
        + '-'
        + hex.substring(16, 20)
        + '-'
        + hex.substring(20);
  }

  /**
   * The plain decimal of a two's-complement big-endian number of at least one byte.
   *
   * @param maxBits beyond how many bits a number of more than 8 bytes is refused: writing a number
   *     out takes more than linear time, and the schema says how many digits are meant
   * @return the text, or null where the number has more bits
   */
  static @Nullable String decimal(byte[] bytes, int from, int length, int scale, int maxBits) {
    if (length <= Long.BYTES) {
      long unscaled = bytes[from];
      for (int i = 1; i < length; i++) {
        unscaled = unscaled << 8 | (bytes[from + i] & 0xff);
      }
      return BigDecimal.valueOf(unscaled, scale).toPlainString();
    }
    BigInteger unscaled = new BigInteger(bytes, from, length);
    return unscaled.bitLength() > maxBits ? null : new BigDecimal(unscaled, scale).toPlainString();
  }
}
